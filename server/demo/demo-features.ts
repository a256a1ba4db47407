/** One kind of traffic of the invented company. */
export interface DemoFeature {
  feature: string
  team: string
  task: string
  /** Calls on an ordinary weekday. */
  callsADay: number
  /** Change of the calls over the 90 days: 0.3 is 30 % more at the end. */
  growth: number
  /** Models with their share of the calls. */
  models: { model: keyof typeof DEMO_MODELS; share: number }[]
  inputTokens: number
  outputTokens: number
  /** Share of the prompt that comes from the cache. */
  cached: number
  /** Whether it also runs at weekends. */
  everyDay: boolean
  /** Whether it runs in production alone. */
  isLive?: boolean
  /** Chance that an answer is judged right; absent: nobody judges. */
  right?: number
  /** Another model that some of the calls go to as a test. */
  pilot?: { model: keyof typeof DEMO_MODELS; share: number; right: number }
  /** A job of the night: nobody waits for it. */
  isJob?: boolean
  /** Tokens that every prompt begins with, as the app tells. */
  prefixTokens?: number
  /** The model that it left at the beginning of last month, but for those that are held back. */
  leftModel?: keyof typeof DEMO_MODELS
}

/** Provider, dialect of its usage object, and milliseconds a call takes. */
export const DEMO_MODELS = {
  'claude-sonnet-4-5': { provider: 'anthropic', dialect: 'anthropic', latencyMs: 2_600 },
  'claude-haiku-4-5': { provider: 'anthropic', dialect: 'anthropic', latencyMs: 1_100 },
  'gpt-5': { provider: 'openai', dialect: 'responses', latencyMs: 5_400 },
  'gpt-5-mini': { provider: 'openai', dialect: 'responses', latencyMs: 1_900 },
  'gpt-4o-mini': { provider: 'openai', dialect: 'chat', latencyMs: 900 },
  'gemini-2.5-pro': { provider: 'google', dialect: 'gemini', latencyMs: 4_200 },
  'gemini-2.5-flash': { provider: 'google', dialect: 'gemini', latencyMs: 800 },
  'text-embedding-3-small': { provider: 'openai', dialect: 'embeddings', latencyMs: 120 },
  'llama-4-maverick': { provider: 'openrouter', dialect: 'chat', latencyMs: 1_300 },
  'acme-ranker-2': { provider: 'self-hosted', dialect: 'chat', latencyMs: 300 },
} as const

export const DEMO_FEATURES: readonly DemoFeature[] = [
  {
    feature: 'support-bot',
    team: 'Customer Support',
    task: 'answer',
    callsADay: 260,
    growth: 0.45,
    models: [
      { model: 'claude-sonnet-4-5', share: 0.4 },
      { model: 'claude-haiku-4-5', share: 0.6 },
    ],
    inputTokens: 9_000,
    outputTokens: 420,
    cached: 0.62,
    everyDay: true,
  },
  {
    feature: 'code-review',
    team: 'Developer Platform',
    task: 'review',
    callsADay: 130,
    growth: 0.1,
    models: [
      { model: 'gpt-5', share: 0.75 },
      { model: 'claude-sonnet-4-5', share: 0.25 },
    ],
    inputTokens: 14_000,
    outputTokens: 1_900,
    cached: 0.35,
    everyDay: false,
  },
  {
    feature: 'doc-search',
    team: 'Knowledge',
    task: 'retrieve',
    callsADay: 340,
    growth: -0.15,
    models: [
      { model: 'gemini-2.5-flash', share: 0.58 },
      { model: 'text-embedding-3-small', share: 0.4 },
      { model: 'acme-ranker-2', share: 0.02 },
    ],
    inputTokens: 7_200,
    outputTokens: 780,
    cached: 0.2,
    everyDay: true,
  },
  {
    feature: 'email-drafts',
    team: 'Growth',
    task: 'draft',
    callsADay: 220,
    growth: 0.25,
    models: [
      { model: 'gpt-5-mini', share: 0.7 },
      { model: 'gpt-4o-mini', share: 0.3 },
    ],
    inputTokens: 4_600,
    outputTokens: 1_240,
    cached: 0.4,
    everyDay: false,
  },
  {
    feature: 'contract-extract',
    team: 'Legal Ops',
    task: 'extract',
    callsADay: 44,
    growth: 0.05,
    models: [{ model: 'gemini-2.5-pro', share: 1 }],
    inputTokens: 46_000,
    outputTokens: 2_400,
    cached: 0.1,
    everyDay: false,
  },
  {
    feature: 'churn-summaries',
    team: 'Data',
    task: 'summarise',
    callsADay: 90,
    growth: -0.3,
    models: [
      { model: 'claude-haiku-4-5', share: 0.75 },
      { model: 'llama-4-maverick', share: 0.25 },
    ],
    inputTokens: 6_800,
    outputTokens: 920,
    cached: 0,
    everyDay: true,
  },
  {
    feature: 'ticket-triage',
    team: 'Customer Support',
    task: 'classification',
    callsADay: 130,
    growth: 0.1,
    models: [{ model: 'claude-sonnet-4-5', share: 1 }],
    inputTokens: 1_900,
    outputTokens: 14,
    cached: 0,
    everyDay: true,
    isLive: true,
    right: 0.97,
    pilot: { model: 'claude-haiku-4-5', share: 0.3, right: 0.985 },
  },
  {
    feature: 'lead-scoring',
    team: 'Growth',
    task: 'score',
    callsADay: 30,
    growth: 0.1,
    models: [{ model: 'claude-sonnet-4-5', share: 1 }],
    inputTokens: 3_400,
    outputTokens: 160,
    cached: 0,
    everyDay: false,
    isLive: true,
    right: 0.93,
    pilot: { model: 'claude-haiku-4-5', share: 0.08, right: 0.97 },
  },
  {
    feature: 'policy-assistant',
    team: 'Legal Ops',
    task: 'answer',
    callsADay: 80,
    growth: 0.15,
    models: [{ model: 'claude-sonnet-4-5', share: 1 }],
    inputTokens: 9_500,
    outputTokens: 350,
    cached: 0,
    everyDay: false,
    isLive: true,
    prefixTokens: 6_000,
  },
  {
    feature: 'nightly-digest',
    team: 'Data',
    task: 'summarise',
    callsADay: 24,
    growth: 0,
    models: [{ model: 'claude-haiku-4-5', share: 1 }],
    inputTokens: 24_000,
    outputTokens: 1_100,
    cached: 0,
    everyDay: true,
    isLive: true,
    isJob: true,
  },
  {
    feature: 'faq-intent',
    team: 'Customer Support',
    task: 'classification',
    callsADay: 70,
    growth: 0.2,
    models: [{ model: 'claude-haiku-4-5', share: 1 }],
    inputTokens: 2_600,
    outputTokens: 12,
    cached: 0,
    everyDay: true,
    isLive: true,
    right: 0.96,
    leftModel: 'claude-sonnet-4-5',
  },
  {
    feature: '',
    team: '',
    task: '',
    callsADay: 30,
    growth: 0.6,
    models: [
      { model: 'gpt-5', share: 0.4 },
      { model: 'gpt-4o-mini', share: 0.6 },
    ],
    inputTokens: 2_200,
    outputTokens: 500,
    cached: 0,
    everyDay: true,
  },
]
