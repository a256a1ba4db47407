import type { Expectation, Prohibition } from './case-folder.ts'
import type { MadeCase } from './made-cases.ts'
import { type Draw, type MadeEvent, type Shape, spread } from './made-events.ts'

const OPENAI = (model: string) => ({ provider: 'openai', model })
const CLAUDE = (model: string) => ({ provider: 'anthropic', model })
const TOGETHER = { provider: 'together', model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo' }
const GROQ = { provider: 'groq', model: 'llama-3.3-70b-versatile' }

const never = (feature: string, reason: string, type = '*'): Prohibition => ({
  type,
  scope: { feature },
  reason,
})
/** By hand: the amount with its tolerance in percent. */
const found = (
  type: string,
  feature: string,
  from: Expectation['from'],
  [usd, percent]: [string, number],
  extra: Partial<Expectation> = {},
): Expectation => ({
  type,
  scope: { feature },
  from: from!,
  savingsUsdMonthly: usd,
  tolerancePct: percent,
  confidenceMin: 'high',
  confidenceMax: 'high',
  ...extra,
})
const MEDIUM = { confidenceMin: 'medium', confidenceMax: 'medium' }

/** Every `n`th prompt of the current arm is asked of the other model too, and served to nobody. */
const shadowed = (draw: Draw, events: MadeEvent[], model: string, n: number, good: number): MadeEvent[] =>
  events
    .filter((_, i) => i % n === 0)
    .map((event) => ({
      ...event,
      id: `${event.id}-s`,
      model,
      tags: { ...(event.tags as object), shadow: 'true' },
      // Right and wrong on the same prompts, but for a few either way.
      quality: draw() < 0.02 ? 1 - Number(event.quality) : Number(draw() < good ? event.quality : 0),
    }))

const both = (draw: Draw, a: [number, Shape], b: [number, Shape]) => [
  ...spread(draw, ...a),
  ...spread(draw, ...b),
]

/** Written from the notes before looking at what the search says of them: amounts are worked out by hand. */
export const ADVERSE_CASES: MadeCase[] = [
  {
    id: 'm27-easier-traffic-in-the-pilot',
    // 600 x (3,000 x 2.35 + 200 x 9.40) / 1M
    expect: [
      found('model_downgrade', 'desk', OPENAI('gpt-4o'), ['5.358', 2], {
        scope: { feature: 'desk', task: 'easy' },
      }),
    ],
    forbid: [
      { type: 'model_downgrade', scope: { feature: 'desk', task: 'hard' }, reason: 'far worse on 25 of 25' },
    ],
    events: (draw) => {
      const of = (task: string, model: string, good: number, pilot = false): Shape => ({
        feature: 'desk',
        task,
        model,
        tokens: [3_000, 200],
        score: () => good,
        pilot,
      })
      return [
        ...both(draw, [600, of('easy', 'gpt-4o', 0.97)], [1_400, of('hard', 'gpt-4o', 0.9)]),
        ...both(
          draw,
          [560, of('easy', 'gpt-4o-mini', 0.97, true)],
          [25, of('hard', 'gpt-4o-mini', 0.4, true)],
        ),
      ]
    },
  },
  {
    id: 'm28-embedded-again-every-night',
    // 29 of 30 nights x 60 texts x 8,000 x 0.13 / 1M
    expect: [found('re_embedding', 'index', OPENAI('text-embedding-3-large'), ['1.8096', 3])],
    forbid: [],
    events: (draw) => {
      const nights = spread(draw, 1_800, {
        feature: 'index',
        model: 'text-embedding-3-large',
        tokens: [8_000, 0],
        noise: 0,
        hours: [2, 3],
        noUser: true,
        tags: { operation: 'embedding' },
      })
      return nights.map((event, n) => ({ ...event, promptHash: `text ${n % 60}` }))
    },
  },
  {
    id: 'm29-pictures-are-cheaper-at-the-larger-one',
    // 1,500 x (25,501 + 300 at 0.15, 20 at 0.60 - 765 + 300 at 2.50, 20 at 10) / 1M
    expect: [
      found('media_choice', 'receipts', OPENAI('gpt-4o-mini'), ['1.529', 3], {
        to: OPENAI('gpt-4o'),
        ...MEDIUM,
      }),
    ],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'receipts',
        task: 'extraction',
        model: 'gpt-4o-mini',
        tokens: [25_801, 20],
        noise: 0.001,
        tags: { images: '1', imageTiles: '4', modality: 'image' },
      }),
  },
  {
    id: 'm30-cheaper-and-better',
    // 2,000 x (3,000 x 0.50 + 300 x 2) / 1M
    expect: [found('dominated_model', 'answers', OPENAI('gpt-4o'), ['4.2', 2], { to: OPENAI('gpt-4.1') })],
    forbid: [],
    events: (draw) => {
      const of = (model: string, good: number, pilot = false): Shape => ({
        feature: 'answers',
        task: 'qa',
        model,
        tokens: [3_000, 300],
        score: () => good,
        pilot,
      })
      return both(draw, [2_000, of('gpt-4o', 0.83)], [500, of('gpt-4.1', 0.93, true)])
    },
  },
  {
    id: 'm31-a-short-pilot-that-drifts',
    expect: [],
    forbid: [never('triage', 'the last hundred are far worse', 'model_downgrade')],
    events: (draw) =>
      both(
        draw,
        [2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95 }],
        [
          300,
          {
            model: 'gpt-4o-mini',
            tokens: [1_200, 120],
            pilot: true,
            score: (t) => (t < 0.66 ? 0.98 : 0.86),
          },
        ],
      ),
  },
  {
    id: 'm32-held-back-for-comparison',
    // 1,900 x (8,000 x 2.35 + 200 x 9.40) / 1M
    expect: [
      found('realised_savings', 'faq', OPENAI('gpt-4o'), ['39.292', 2], { to: OPENAI('gpt-4o-mini') }),
    ],
    forbid: [never('faq', 'done: what is left is the control arm', 'model_downgrade')],
    events: (draw) => {
      const of = (model: string, tags: Record<string, string>): Shape => ({
        feature: 'faq',
        model,
        tokens: [8_000, 200],
        score: () => 0.95,
        tags,
      })
      return both(
        draw,
        [1_900, of('gpt-4o-mini', { routedFrom: 'gpt-4o' })],
        [100, of('gpt-4o', { experiment: 'control' })],
      )
    },
  },
  {
    id: 'm33-tested-and-worse-in-staging',
    expect: [],
    forbid: [never('labels', 'worse where it was tested', 'model_downgrade')],
    events: (draw) =>
      both(
        draw,
        [2_000, { feature: 'labels', model: 'gpt-4o', tokens: [2_000, 6], score: () => 0.95 }],
        [
          300,
          {
            feature: 'labels',
            environment: 'staging',
            model: 'gpt-4o-mini',
            tokens: [2_000, 6],
            pilot: true,
            score: () => 0.7,
          },
        ],
      ),
  },
  {
    id: 'm34-a-broken-grader-and-no-pilot',
    expect: [
      {
        type: 'measurement_warning',
        scope: { feature: 'labels' },
        from: OPENAI('gpt-4o'),
        confidenceMin: 'low',
        confidenceMax: 'high',
      },
    ],
    forbid: [never('labels', 'nothing can be compared by such scores', 'model_downgrade')],
    events: (draw) =>
      spread(draw, 2_000, { feature: 'labels', model: 'gpt-4o', tokens: [2_000, 6], score: () => 0.06 }),
  },
  {
    id: 'm35-longer-since-a-morning',
    // 30 a day x 30 days x 600 tokens x 8 USD / 1M
    expect: [found('output_verbosity', 'reports', OPENAI('gpt-4.1'), ['4.32', 3], MEDIUM)],
    forbid: [],
    events: (draw) => {
      const of = (output: number, promptVersion: string): Shape => ({
        feature: 'reports',
        task: 'report',
        model: 'gpt-4.1',
        tokens: [900, output],
        score: () => 0.9,
        tags: { promptVersion },
      })
      return both(draw, [540, { ...of(800, 'v1'), until: 0.6 }], [360, { ...of(1_400, 'v2'), since: 0.6 }])
    },
  },
  {
    id: 'm36-list-price-lower-requests-dearer',
    expect: [],
    forbid: [never('router', 'o3 thinks 1,500 tokens for each answer')],
    events: (draw) =>
      both(
        draw,
        [2_000, { feature: 'router', model: 'gpt-4o', tokens: [900, 60], score: () => 0.95 }],
        [
          500,
          {
            feature: 'router',
            model: 'o3',
            tokens: [900, 1_560],
            reasoning: 1_500,
            pilot: true,
            score: () => 0.96,
          },
        ],
      ),
  },
  {
    id: 'm37-some-prompts-do-not-fit',
    expect: [],
    forbid: [never('archive', 'one prompt of a hundred has 200,000 tokens', 'model_downgrade')],
    events: (draw) => [
      ...both(
        draw,
        [1_000, { feature: 'archive', model: 'gpt-4.1', tokens: [6_000, 300], score: () => 0.95 }],
        [12, { feature: 'archive', model: 'gpt-4.1', tokens: [200_000, 300], score: () => 0.95 }],
      ),
      ...spread(draw, 500, {
        feature: 'archive',
        model: 'gpt-4o-mini',
        tokens: [6_000, 300],
        pilot: true,
        score: () => 0.955,
      }),
    ],
  },
  {
    id: 'm38-a-schema-it-does-not-know',
    expect: [],
    forbid: [never('orders', 'deepseek-chat knows no strict schema', 'model_downgrade')],
    events: (draw) => {
      const of = (name: { provider: string; model: string }, pilot = false): Shape => ({
        feature: 'orders',
        ...name,
        tokens: [2_000, 200],
        score: () => 0.95,
        pilot,
        tags: { jsonSchema: 'true' },
      })
      return both(
        draw,
        [1_500, of(OPENAI('gpt-4o'))],
        [500, of({ provider: 'deepseek', model: 'deepseek-chat' }, true)],
      )
    },
  },
  {
    id: 'm39-another-host-was-tried-and-is-worse',
    expect: [],
    forbid: [never('rewrite', 'the same weights, but its answers are worse', 'provider_arbitrage')],
    events: (draw) =>
      both(
        draw,
        [1_500, { feature: 'rewrite', ...TOGETHER, tokens: [6_000, 600], score: () => 0.92 }],
        [300, { feature: 'rewrite', ...GROQ, tokens: [6_000, 600], score: () => 0.8, pilot: true }],
      ),
  },
  {
    id: 'm40-proven-by-pairs',
    // 1,500 x (2,000 x 2.35 + 100 x 9.40) / 1M
    expect: [found('model_downgrade', 'extract', OPENAI('gpt-4o'), ['8.46', 2])],
    forbid: [],
    events: (draw) => {
      const current = spread(draw, 1_500, {
        feature: 'extract',
        task: 'extraction',
        model: 'gpt-4o',
        tokens: [2_000, 100],
        score: () => 0.7,
      })
      return [...current, ...shadowed(draw, current, 'gpt-4o-mini', 5, 1)]
    },
  },
  {
    id: 'm41-legacy-and-its-successor-passed',
    // 1,200 x (1,500 x 7.50 + 200 x 20) / 1M
    expect: [found('legacy_model', 'helper', OPENAI('gpt-4-turbo'), ['18.3', 2], { to: OPENAI('gpt-4o') })],
    forbid: [],
    events: (draw) => {
      const of = (model: string, pilot = false): Shape => ({
        feature: 'helper',
        task: 'chat',
        model,
        tokens: [1_500, 200],
        score: () => 0.93,
        pilot,
      })
      return both(draw, [1_200, of('gpt-4-turbo')], [500, of('gpt-4o', true)])
    },
  },
  {
    id: 'm42-written-every-twenty-minutes',
    // A day of 30: written once for an hour and read 29 times, instead of written 30 times for five minutes.
    expect: [found('cache_write_waste', 'contracts', CLAUDE('claude-sonnet-4-6'), ['16.9', 6])],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'contracts',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [7_000, 300],
        cacheWrite: 6_000,
      }),
  },
  {
    id: 'm43-too-short-for-haiku-too-rare-for-sonnet',
    expect: [],
    forbid: [
      never('short', 'Haiku 4.5 caches from 4,096 tokens on', 'prompt_caching'),
      never('rare', 'two requests a day', 'prompt_caching'),
    ],
    events: (draw) =>
      both(
        draw,
        [3_000, { feature: 'short', ...CLAUDE('claude-haiku-4-5'), tokens: [3_400, 200], noise: 0.02 }],
        [60, { feature: 'rare', ...CLAUDE('claude-sonnet-4-6'), tokens: [60_000, 500], noise: 0.02 }],
      ),
  },
  {
    id: 'm44-no-word-of-a-trigger',
    // 1,500 x (4,000 x 3 + 600 x 15) / 2 / 1M
    expect: [found('batch_api', 'scoring', CLAUDE('claude-sonnet-4-6'), ['15.75', 2], MEDIUM)],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'scoring',
        task: 'scoring',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [4_000, 600],
        noise: 0.5,
        hours: [1, 2.5],
        noUser: true,
      }),
  },
]
