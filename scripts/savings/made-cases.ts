import type { Expectation, Prohibition, Scenario } from './case-folder.ts'
import { type Draw, type MadeEvent, spread } from './made-events.ts'

/** A workspace that is invented, and what must come of it. */
export interface MadeCase extends Scenario {
  events: (draw: Draw) => MadeEvent[]
}

const OPENAI = (model: string) => ({ provider: 'openai', model })
const CLAUDE = (model: string) => ({ provider: 'anthropic', model })
const nothing = (feature: string, reason: string): Prohibition => ({ type: '*', scope: { feature }, reason })
const must = (
  type: string,
  feature: string,
  from: Expectation['from'],
  extra: Partial<Expectation> = {},
) => ({
  type,
  scope: { feature },
  from: from!,
  confidenceMin: 'low',
  confidenceMax: 'high',
  ...extra,
})

/** Each shows one rule speaking, or one guard keeping it silent. Amounts are checked by unit tests. */
export const MADE_CASES: MadeCase[] = [
  {
    id: 'm01-drifting-pilot',
    expect: [],
    forbid: [nothing('triage', 'the pilot gets worse and worse')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95 }),
      ...spread(draw, 600, {
        model: 'gpt-4o-mini',
        tokens: [1_200, 120],
        pilot: true,
        score: (t) => (t < 0.67 ? 0.99 : 0.86),
      }),
    ],
  },
  {
    id: 'm02-one-task-fails',
    expect: [
      must('model_downgrade', 'desk', OPENAI('gpt-4o'), {
        scope: { feature: 'desk', task: 'classification' },
        confidenceMin: 'high',
      }),
    ],
    forbid: [{ type: '*', scope: { feature: 'desk', task: 'planning' }, reason: 'planning is far worse' }],
    events: (draw) => [
      ...spread(draw, 1_500, {
        feature: 'desk',
        task: 'classification',
        model: 'gpt-4o',
        tokens: [1_000, 100],
        score: () => 0.95,
      }),
      ...spread(draw, 500, {
        feature: 'desk',
        task: 'planning',
        model: 'gpt-4o',
        tokens: [1_000, 100],
        score: () => 0.85,
      }),
      ...spread(draw, 900, {
        feature: 'desk',
        task: 'classification',
        model: 'gpt-4o-mini',
        tokens: [1_000, 100],
        pilot: true,
        score: () => 0.96,
      }),
      ...spread(draw, 150, {
        feature: 'desk',
        task: 'planning',
        model: 'gpt-4o-mini',
        tokens: [1_000, 100],
        pilot: true,
        score: () => 0.6,
      }),
    ],
  },
  {
    id: 'm03-dying-candidate',
    expect: [],
    forbid: [nothing('triage', 'gpt-4.1-nano stops on 2026-10-23')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4.1-mini', tokens: [5_000, 200], score: () => 0.95 }),
      ...spread(draw, 500, { model: 'gpt-4.1-nano', tokens: [5_000, 200], pilot: true, score: () => 0.95 }),
    ],
  },
  {
    id: 'm04-retired-feature',
    expect: [],
    forbid: [nothing('triage', 'no requests for ten days')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95, until: 0.66 }),
      ...spread(draw, 500, {
        model: 'gpt-4o-mini',
        tokens: [1_200, 120],
        pilot: true,
        score: () => 0.95,
        until: 0.66,
      }),
    ],
  },
  {
    id: 'm05-images-cost-more',
    expect: [],
    forbid: [nothing('receipts', 'gpt-4o-mini counts 33 times as many tokens for a picture')],
    events: (draw) =>
      spread(draw, 1_000, {
        feature: 'receipts',
        model: 'gpt-4o',
        tokens: [1_065, 12],
        tags: { images: '1', imageTiles: '4' },
      }),
  },
  {
    id: 'm06-cache-minimum',
    expect: [],
    forbid: [
      {
        type: 'model_downgrade',
        scope: { feature: 'assistant' },
        reason: 'Haiku 4.5 caches from 4,096 tokens on: it costs more',
      },
    ],
    events: (draw) => [
      ...spread(draw, 2_000, {
        feature: 'assistant',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [3_000, 20],
        cacheRead: 2_900,
        score: () => 0.95,
      }),
      ...spread(draw, 400, {
        feature: 'assistant',
        ...CLAUDE('claude-haiku-4-5'),
        tokens: [3_000, 20],
        pilot: true,
        score: () => 0.95,
      }),
    ],
  },
  {
    id: 'm07-broken-grader',
    expect: [must('measurement_warning', 'triage', OPENAI('gpt-4o'))],
    forbid: [
      {
        type: 'model_downgrade',
        scope: { feature: 'triage' },
        reason: 'both are scored 0.05: nothing is compared',
      },
    ],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.05 }),
      ...spread(draw, 600, { model: 'gpt-4o-mini', tokens: [1_200, 120], pilot: true, score: () => 0.05 }),
    ],
  },
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
    forbid: [nothing('reports', 'the longer answers are better')],
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
    id: 'm10-cron-at-night',
    expect: [must('batch_api', 'digest', OPENAI('gpt-4.1'), { confidenceMin: 'high' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'digest',
        model: 'gpt-4.1',
        tokens: [3_000, 500],
        hours: [2, 4],
        noUser: true,
        tags: { trigger: 'cron' },
      }),
  },
  {
    id: 'm11-night-is-day-elsewhere',
    expect: [],
    forbid: [{ type: 'batch_api', scope: { feature: 'helpdesk-apac' }, reason: 'people wait for it' }],
    events: (draw) =>
      spread(draw, 900, { feature: 'helpdesk-apac', model: 'gpt-4.1', tokens: [3_000, 500], hours: [0, 8] }),
  },
  {
    id: 'm12-priority-without-hurry',
    expect: [must('service_tier', 'enrich', OPENAI('gpt-4o'))],
    forbid: [{ type: 'batch_api', scope: { feature: 'enrich' }, reason: 'a step at a time' }],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'enrich',
        model: 'gpt-4o',
        tokens: [2_000, 300],
        noUser: true,
        tags: { serviceTier: 'priority', trigger: 'queue' },
      }),
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
    id: 'm15-embeddings-too-large',
    expect: [
      must('embedding_downgrade', 'search', OPENAI('text-embedding-3-large'), {
        to: OPENAI('text-embedding-3-small'),
        confidenceMax: 'medium',
      }),
    ],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_800, {
        feature: 'search',
        model: 'text-embedding-3-large',
        tokens: [6_500, 0],
        tags: { operation: 'embedding' },
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
    id: 'm20-flagship-in-development',
    expect: [
      must('dev_env_flagship', 'chat', CLAUDE('claude-opus-4-7'), {
        scope: { feature: 'chat', environment: 'development' },
        to: CLAUDE('claude-haiku-4-5'),
        confidenceMin: 'medium',
      }),
    ],
    forbid: [nothing('evaluation-suite', 'evaluations need the model of production')],
    events: (draw) => [
      ...spread(draw, 800, {
        feature: 'chat',
        environment: 'development',
        ...CLAUDE('claude-opus-4-7'),
        tokens: [2_000, 300],
      }),
      ...spread(draw, 800, {
        feature: 'evaluation-suite',
        environment: 'development',
        ...CLAUDE('claude-opus-4-7'),
        tokens: [2_000, 300],
        tags: { evaluation: 'true' },
      }),
    ],
  },
  {
    id: 'm21-same-weights-elsewhere',
    expect: [
      must(
        'provider_arbitrage',
        'rewrite',
        { provider: 'together', model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo' },
        {
          to: { provider: 'groq', model: 'llama-3.3-70b-versatile' },
          confidenceMin: 'medium',
        },
      ),
    ],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'rewrite',
        provider: 'together',
        model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
        tokens: [6_000, 600],
      }),
  },
  {
    id: 'm22-less-effort-is-enough',
    expect: [must('reasoning_effort', 'extract', OPENAI('gpt-5.4'), { confidenceMin: 'high' })],
    forbid: [],
    events: (draw) => [
      ...spread(draw, 1_500, {
        feature: 'extract',
        model: 'gpt-5.4',
        tokens: [900, 1_000],
        reasoning: 800,
        score: () => 0.92,
        tags: { reasoningEffort: 'high' },
      }),
      ...spread(draw, 500, {
        feature: 'extract',
        model: 'gpt-5.4',
        tokens: [900, 350],
        reasoning: 150,
        score: () => 0.93,
        pilot: true,
        tags: { reasoningEffort: 'low' },
      }),
    ],
  },
  {
    id: 'm23-effort-is-needed',
    expect: [],
    forbid: [nothing('proofs', 'at low effort the answers are worse')],
    events: (draw) => [
      ...spread(draw, 1_500, {
        feature: 'proofs',
        model: 'gpt-5.4',
        tokens: [900, 1_000],
        reasoning: 800,
        score: () => 0.9,
        tags: { reasoningEffort: 'high' },
      }),
      ...spread(draw, 500, {
        feature: 'proofs',
        model: 'gpt-5.4',
        tokens: [900, 350],
        reasoning: 150,
        score: () => 0.7,
        pilot: true,
        tags: { reasoningEffort: 'low' },
      }),
    ],
  },
  {
    id: 'm24-written-and-never-read',
    expect: [must('cache_write_waste', 'audit', CLAUDE('claude-sonnet-4-6'), { confidenceMin: 'high' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'audit',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [7_000, 300],
        cacheWrite: 6_000,
      }),
  },
  {
    id: 'm25-hosting-would-idle',
    expect: [],
    forbid: [{ type: 'self_hosting', scope: {}, reason: 'machines of one’s own would idle' }],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'rewrite',
        provider: 'groq',
        model: 'llama-3.3-70b-versatile',
        tokens: [6_000, 600],
      }),
  },
  {
    id: 'm26-legacy-model',
    expect: [must('legacy_model', 'helper', OPENAI('gpt-4-turbo'), { confidenceMin: 'medium' })],
    forbid: [],
    events: (draw) => spread(draw, 900, { feature: 'helper', model: 'gpt-4-turbo', tokens: [1_500, 200] }),
  },
]
