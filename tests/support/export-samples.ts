import { chatEvent } from './events.ts'

export const SAMPLED_AT = '2026-11-18T10:00:00.123456Z'
const own = (usage: object) => ({ timestamp: SAMPLED_AT, usage })

/** Events with every field, every cost status, and text that spreadsheets and CSV readers trip over. */
export const EXPORT_SAMPLES = [
  chatEvent({ timestamp: SAMPLED_AT }),
  chatEvent({
    timestamp: '2026-11-17T23:30:00+02:00',
    responseModel: 'gpt-4o-2024-08-06',
    usageFormat: 'openai-chat',
    operation: 'chat',
    serviceTier: 'default',
    region: 'eu',
    request: { batch: true, speed: 'fast', zone: '-1' },
    latencyMs: 812,
    timeToFirstTokenMs: 93,
    status: 'error',
    errorCode: '@timeout',
    feature: '=HYPERLINK("http://evil.example","x")',
    team: "'=quoted",
    environment: '+prod',
    task: '-1+1',
    userId: 'a,b"c',
    sessionId: 'ünï 😀',
    traceId: "O'Brien",
    quality: 0.93,
    promptHash: '00ff',
    routedFrom: 'o3',
    costUsd: '0.010000000001',
    tags: { region: '=1+1', empty: '', 'a.b': ' x ' },
  }),
  chatEvent({ timestamp: SAMPLED_AT, model: 'unheard-of' }),
  chatEvent({ timestamp: SAMPLED_AT, model: 'unheard-of', costUsd: 0.5 }),
  chatEvent({ timestamp: SAMPLED_AT, usage: null }),
  chatEvent({ timestamp: SAMPLED_AT, usage: { prompt_tokens: -1, completion_tokens: 1 } }),
  chatEvent({
    timestamp: SAMPLED_AT,
    provider: 'openrouter',
    model: 'openai/gpt-4o',
    usage: { prompt_tokens: 10, completion_tokens: 5, cost: 0.00042 },
  }),
  chatEvent(own({ input: 7, output: 3, audioSeconds: 12.5 })),
  chatEvent({
    timestamp: SAMPLED_AT,
    model: 'gpt-4o-mini',
    usage: { input: 10, citation: 5, webSearches: 1 },
  }),
]
