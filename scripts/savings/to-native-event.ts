import { TAG_FACTS } from '#server/savings/traffic/call-facts.ts'
import { TEXT_LENGTHS } from '#shared/api/usage-event.ts'

type Fields = Record<string, unknown>

/** Facts of a case that have a field of their own in our events, by the names that cases use for them. */
const FIELDS: Record<string, readonly string[]> = {
  feature: ['feature'],
  team: ['team'],
  environment: ['environment'],
  task: ['task'],
  operation: ['operation'],
  serviceTier: ['serviceTier', 'service_tier'],
  region: ['region'],
  routedFrom: ['routedFrom'],
  promptHash: ['promptHash'],
  errorCode: ['errorCode'],
  userId: ['user', 'userId'],
  sessionId: ['session', 'sessionId', 'conversation'],
  traceId: ['traceId'],
}

/** Other names that cases may give to what we take as tags. */
const OTHER_NAMES: Record<string, readonly string[]> = {
  finishReason: ['finish_reason', 'stopReason'],
  reasoningEffort: ['effort'],
  promptVersion: ['prompt_version'],
  stream: ['streaming', 'interactive'],
  attempt: ['retry', 'retryOf'],
  images: ['imageCount'],
  imageTiles: ['tiles'],
  prefixTokens: ['cacheablePrefixTokens'],
  evaluation: ['eval'],
}

/** An event of the cases as an app would post it: fields where we have them, all else as tags (docs/savings.md). */
export function toNativeEvent(line: Fields): Fields {
  const usage = asFields(line.usage)
  const tags = asFields(line.tags)
  const find = (name: string) => line[name] ?? tags[name] ?? usage[name]
  const event: Fields = {
    id: line.id,
    timestamp: line.timestamp,
    provider: line.provider,
    model: line.model,
    usage: toUsage(usage, String(find('cacheTtl') ?? '')),
    usageFormat: 'spendscope',
    status: ['success', 'ok', undefined].includes(line.status as string | undefined) ? 'ok' : 'error',
    ...(typeof line.latencyMs === 'number' && { latencyMs: line.latencyMs }),
    ...(typeof line.quality === 'number' && { quality: line.quality }),
  }
  for (const [field, names] of Object.entries(FIELDS)) {
    const value = names.map(find).find((each) => each !== undefined && each !== null && each !== '')
    if (value !== undefined)
      event[field] = String(value).slice(0, TEXT_LENGTHS[field as keyof typeof TEXT_LENGTHS])
  }
  if (['priority', 'flex', 'batch'].includes(String(find('tier')))) event.serviceTier = String(find('tier'))
  if (find('batch') === true || find('batch') === 'true') event.serviceTier = 'batch'
  return { ...event, tags: toTags(tags, find) }
}

/** Inclusive counts to disjoint classes. */
function toUsage(usage: Fields, cacheTtl: string): Fields {
  const count = (name: string) => Number(usage[name] ?? 0)
  const [reads, writes, reasoning] = [
    count('cacheReadTokens'),
    count('cacheWriteTokens'),
    count('reasoningTokens'),
  ]
  return {
    input: count('inputTokens') - reads - writes,
    cacheRead: reads,
    [cacheTtl === '1h' ? 'cacheWrite1h' : 'cacheWrite5m']: writes,
    output: count('outputTokens') - reasoning,
    reasoning,
  }
}

function toTags(tags: Fields, find: (name: string) => unknown): Record<string, string> {
  const known = TAG_FACTS.flatMap((name) => {
    const value = [name, ...(OTHER_NAMES[name] ?? [])]
      .map(find)
      .find((each) => each !== undefined && each !== null)
    return value === undefined || value === null || Array.isArray(value)
      ? []
      : [[name, String(value)] as const]
  })
  const rest = Object.entries(tags).filter(([name]) => !(name in FIELDS))
  return {
    ...Object.fromEntries(rest.map(([name, value]) => [name, String(value)])),
    ...Object.fromEntries(known),
  }
}

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}
