import { spread } from '../made-events.ts'
import { CLAUDE, type MadeCase, must, never, OPENAI } from './made-case.ts'

/** Other models and hosts: what is proposed by what is known of them, and what rules them out. */
export const MODEL_CASES: MadeCase[] = [
  {
    id: 'm05-images-cost-more',
    expect: [],
    forbid: [never('receipts', 'gpt-4o-mini counts 33 times as many tokens for a picture')],
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
    id: 'm20-flagship-in-development',
    expect: [
      must('dev_env_flagship', 'chat', CLAUDE('claude-opus-4-7'), {
        scope: { feature: 'chat', environment: 'development' },
        to: CLAUDE('claude-haiku-4-5'),
        confidenceMin: 'medium',
      }),
    ],
    forbid: [never('evaluation-suite', 'evaluations need the model of production')],
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
    forbid: [never('proofs', 'at low effort the answers are worse')],
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
