import { type Shape, spread } from '../made-events.ts'
import { both, found, GROQ, type MadeCase, MEDIUM, never, OPENAI, TOGETHER } from './made-case.ts'

/** Models that were tried, and what beside their scores speaks for or against them. */
export const CANDIDATE_CASES: MadeCase[] = [
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
]
