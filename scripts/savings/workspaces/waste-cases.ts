import { type Draw, type MadeEvent, type Shape, spread } from '../made-events.ts'
import { both, found, LOW, type MadeCase, MEDIUM, must, never, OPENAI } from './made-case.ts'

/** Twelve requests a minute apart, with the prompts that `prompt` says. */
const sessions = (draw: Draw, count: number, prompt: (turn: number) => number): MadeEvent[] =>
  spread(draw, count, {
    feature: 'coder',
    task: 'agent',
    model: 'gpt-4.1',
    tokens: [4_000, 400],
    noise: 0,
  }).flatMap((event, n) =>
    Array.from({ length: 12 }, (_, turn) => ({
      ...event,
      id: `${event.id}-${turn}`,
      timestamp: new Date(Date.parse(String(event.timestamp)) + turn * 60_000).toISOString(),
      session: `session ${n}`,
      promptHash: `${event.promptHash}-${turn}`,
      usage: { ...(event.usage as object), inputTokens: prompt(turn) },
    })),
  )

/** A job of two hours every night. */
const nights = (draw: Draw, count: number, prompt: (n: number) => string): MadeEvent[] =>
  spread(draw, count, {
    feature: 'digest',
    task: 'summary',
    model: 'gpt-4.1',
    tokens: [6_000, 500],
    hours: [2, 4],
    noUser: true,
    tags: { trigger: 'cron' },
  }).map((event, n) => ({ ...event, promptHash: prompt(n) }))

/** Requests, prompts and answers that nobody needs. */
export const WASTE_CASES: MadeCase[] = [
  {
    id: 'm08-longer-since-a-version',
    expect: [
      must('output_verbosity', 'reports', OPENAI('gpt-4.1'), {
        confidenceMin: 'medium',
        confidenceMax: 'medium',
      }),
    ],
    forbid: [],
    events: (draw) => [
      ...spread(draw, 900, {
        feature: 'reports',
        model: 'gpt-4.1',
        tokens: [800, 300],
        score: () => 0.9,
        until: 0.5,
        tags: { promptVersion: 'v7' },
      }),
      ...spread(draw, 900, {
        feature: 'reports',
        model: 'gpt-4.1',
        tokens: [800, 600],
        score: () => 0.9,
        since: 0.5,
        tags: { promptVersion: 'v8' },
      }),
    ],
  },
  {
    id: 'm09-longer-and-better',
    expect: [],
    forbid: [never('reports', 'the longer answers are better')],
    events: (draw) => [
      ...spread(draw, 900, {
        feature: 'reports',
        model: 'gpt-4.1',
        tokens: [800, 300],
        score: () => 0.7,
        until: 0.5,
        tags: { promptVersion: 'v7' },
      }),
      ...spread(draw, 900, {
        feature: 'reports',
        model: 'gpt-4.1',
        tokens: [800, 600],
        score: () => 0.9,
        since: 0.5,
        tags: { promptVersion: 'v8' },
      }),
    ],
  },
  {
    id: 'm13-just-above-a-tier',
    expect: [
      must(
        'context_tier',
        'contracts',
        { provider: 'google', model: 'gemini-2.5-pro' },
        { confidenceMax: 'medium' },
      ),
    ],
    forbid: [],
    events: (draw) =>
      spread(draw, 200, {
        feature: 'contracts',
        provider: 'google',
        model: 'gemini-2.5-pro',
        tokens: [206_000, 400],
        noise: 0.02,
      }),
  },
  {
    id: 'm14-far-above-a-tier',
    expect: [],
    forbid: [{ type: 'context_tier', scope: { feature: 'contracts' }, reason: 'long on purpose' }],
    events: (draw) =>
      spread(draw, 200, {
        feature: 'contracts',
        provider: 'google',
        model: 'gemini-2.5-pro',
        tokens: [400_000, 400],
        noise: 0.02,
      }),
  },
  {
    id: 'm16-same-question-again',
    expect: [must('duplicate_requests', 'faq', OPENAI('gpt-4o'), { confidenceMin: 'medium' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, { feature: 'faq', model: 'gpt-4o', tokens: [2_000, 200], prompts: 40 }),
  },
  {
    id: 'm17-retries-are-no-duplicates',
    expect: [],
    forbid: [
      { type: 'duplicate_requests', scope: { feature: 'sync' }, reason: 'second attempts after failures' },
    ],
    events: (draw) =>
      spread(draw, 1_000, { feature: 'sync', model: 'gpt-4o', tokens: [2_000, 200], failFirst: true }),
  },
  {
    id: 'm18-failures-are-billed',
    expect: [must('retry_waste', 'parser', OPENAI('gpt-4o'), { confidenceMin: 'medium' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_200, { feature: 'parser', model: 'gpt-4o', tokens: [2_500, 300], failBilled: 0.25 }),
  },
  {
    id: 'm19-cut-and-asked-again',
    expect: [must('truncation_waste', 'writer', OPENAI('gpt-4o'), { confidenceMin: 'high' })],
    forbid: [
      { type: 'duplicate_requests', scope: { feature: 'writer' }, reason: 'the first answer was cut off' },
    ],
    events: (draw) =>
      spread(draw, 1_000, { feature: 'writer', model: 'gpt-4o', tokens: [1_500, 500], cutFirst: 0.3 }),
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
    id: 'm45-sessions-that-only-grow',
    // 90 sessions x (4 + 8 + ... + 32 thousand tokens beyond 16,000) x 2 / 1M
    expect: [found('agent_context_growth', 'coder', OPENAI('gpt-4.1'), ['25.92', 1], LOW)],
    forbid: [],
    events: (draw) => sessions(draw, 90, (turn) => 4_000 * (turn + 1)),
  },
  {
    id: 'm46-sessions-that-are-summarised',
    expect: [],
    forbid: [never('coder', 'every sixth request begins anew with a summary')],
    events: (draw) => sessions(draw, 90, (turn) => 5_000 * ((turn % 6) + 1)),
  },
  {
    id: 'm49-the-same-questions-every-night',
    // 1,200 x (6,000 x 2 + 500 x 8) / 1M
    expect: [found('idle_feature', 'digest', OPENAI('gpt-4.1'), ['19.2', 2], LOW)],
    forbid: [],
    events: (draw) => nights(draw, 1_200, (n) => `question ${n % 40}`),
  },
  {
    id: 'm50-news-every-night',
    expect: [found('batch_api', 'digest', OPENAI('gpt-4.1'), ['9.6', 2])],
    forbid: [never('digest', 'a tenth of the questions is new', 'idle_feature')],
    events: (draw) => nights(draw, 1_200, (n) => (n % 10 === 0 ? `news ${n}` : `question ${n % 40}`)),
  },
  {
    id: 'm51-a-probe-asks-the-same-on-purpose',
    expect: [],
    forbid: [never('health-probe', 'a probe asks the same on purpose', 'idle_feature')],
    events: (draw) =>
      nights(draw, 1_200, () => 'are you there').map((event) => ({ ...event, feature: 'health-probe' })),
  },
]
