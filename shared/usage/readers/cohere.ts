import type { Usage } from '#shared/usage/classes.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/**
 * Cohere chat, embed and rerank: what is billed stands in `billed_units`, beside the tokens that were read
 * (COH-01, COH-02). The sender passes `usage`, or the `meta` around it.
 */
export function readCohere(fields: UsageFields, isInMeta: boolean): Usage {
  const at = isInMeta ? ['meta', 'billed_units'] : ['billed_units']
  const usage = {
    input: fields.given(...at, 'input_tokens'),
    output: fields.given(...at, 'output_tokens'),
    images: fields.given(...at, 'images'),
    rerankUnits: fields.given(...at, 'search_units'),
  }
  if (Object.values(usage).every((count) => count === null))
    fields.reject('missing_count', at, 'billed_units has no unit that is known')
  return toUsage(usage)
}
