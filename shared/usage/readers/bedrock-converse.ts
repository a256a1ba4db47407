import type { Usage } from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'
import { type CountReader, objectsIn, type RawUsage } from '#shared/usage/count-reader.ts'

/**
 * Bedrock Converse: cache reads and writes come on top of `inputTokens` (BED-01). Streamed OpenAI models count
 * them inside, and then `totalTokens` is input plus output. Writes live five minutes unless the details say an hour.
 */
export function readBedrockConverse(raw: RawUsage, counts: CountReader): Usage {
  const input = counts.required(raw.inputTokens, 'inputTokens')
  const output = counts.required(raw.outputTokens, 'outputTokens')
  const cacheRead = counts.optional(raw.cacheReadInputTokens, 'cacheReadInputTokens')
  const written = counts.optional(raw.cacheWriteInputTokens, 'cacheWriteInputTokens')
  const hour = readHourWrites(raw, counts)
  const cached = plus(cacheRead, written)
  const total = counts.given(raw.totalTokens, 'totalTokens')
  const sum = plus(input, output)
  const isInside = total === sum && cached > 0
  if (total !== null && !isInside && total !== plus(sum, cached))
    counts.reject(
      'total_mismatch',
      'totalTokens',
      `of ${total} is neither with nor without the cached tokens`,
    )
  return {
    input: counts.rest(input, isInside ? cached : 0, 'cached_exceeds_input', 'inputTokens'),
    cacheRead,
    cacheWrite5m: counts.rest(written, hour, 'details_exceed_total', 'cacheDetails'),
    cacheWrite1h: hour,
    output,
  }
}

function readHourWrites(raw: RawUsage, counts: CountReader): Count {
  let sum: Count = 0
  for (const [i, item] of objectsIn(raw.cacheDetails).entries()) {
    if (item.ttl === '1h') sum = plus(sum, counts.optional(item.inputTokens, `cacheDetails/${i}/inputTokens`))
  }
  return sum
}
