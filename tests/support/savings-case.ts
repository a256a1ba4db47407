import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

interface CaseEvent {
  id: string
  timestamp: string
  provider: string
  model: string
  usage: Record<
    'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'reasoningTokens',
    number
  >
  latencyMs: number
  feature: string
  environment: string
  user: string
  tags: Record<string, string>
  quality: number | null
  promptHash: string
}

/** The events of a case in tests/fixtures/savings, as an app would post them. */
export function readSavingsCase(name: string): object[] {
  const file = new URL(`../fixtures/savings/${name}.ndjson.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  return lines.map((line) => toEvent(JSON.parse(line) as CaseEvent))
}

function toEvent({ usage, user, tags, quality, ...event }: CaseEvent): object {
  const { task, routedFrom, ...others } = tags
  const { latencyMs, id, timestamp, provider, model, feature, environment, promptHash } = event
  return {
    ...{ id, timestamp, provider, model, feature, environment, promptHash, latencyMs, userId: user },
    ...(task && { task }),
    ...(routedFrom && { routedFrom }),
    ...(quality !== null && { quality }),
    tags: others,
    usageFormat: 'spendscope',
    usage: {
      input: usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens,
      cacheRead: usage.cacheReadTokens,
      cacheWrite5m: usage.cacheWriteTokens,
      output: usage.outputTokens - usage.reasoningTokens,
      reasoning: usage.reasoningTokens,
    },
  }
}
