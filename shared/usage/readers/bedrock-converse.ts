import type { Usage } from '#shared/usage/classes.ts'
import { isObject, toCount, toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/**
 * Bedrock Converse: cache reads and writes come on top of `inputTokens` (BED-01). Streamed OpenAI models count
 * them inside, and then `totalTokens` is input plus output. Writes live five minutes unless the details say an hour.
 */
export function readBedrockConverse(fields: UsageFields): Usage {
  const input = fields.required('inputTokens')
  const output = fields.required('outputTokens')
  const cacheRead = fields.optional('cacheReadInputTokens')
  const written = fields.optional('cacheWriteInputTokens')
  const hour = readHourWrites(fields)
  const total = fields.given('totalTokens')
  const isInside = total === input + output && cacheRead + written > 0n
  if (total !== null && !isInside && total !== input + output + cacheRead + written)
    fields.reject('total_mismatch', ['totalTokens'], `${total} is neither with nor without the cached tokens`)
  return toUsage({
    input: fields.rest(input, isInside ? [cacheRead, written] : [], {
      code: 'cached_exceeds_input',
      at: ['inputTokens'],
    }),
    cacheRead,
    cacheWrite5m: fields.rest(written, [hour], { code: 'details_exceed_total', at: ['cacheDetails'] }),
    cacheWrite1h: hour,
    output,
  })
}

function readHourWrites(fields: UsageFields): bigint {
  let sum = 0n
  for (const [index, item] of fields.list('cacheDetails').entries()) {
    if (!isObject(item) || item.ttl !== '1h') continue
    const count = toCount(item.inputTokens ?? 0)
    if (typeof count === 'bigint') sum += count
    else fields.reject(count, ['cacheDetails', String(index), 'inputTokens'], 'inputTokens must be a count')
  }
  return sum
}
