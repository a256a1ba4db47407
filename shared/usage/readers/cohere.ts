import type { Usage } from '#shared/usage/classes.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'

/**
 * Cohere chat, embed and rerank: what is billed stands in `billed_units`, beside the tokens that were read
 * (COH-01, COH-02). The sender passes `usage`, or the `meta` around it.
 */
export function readCohere(raw: RawUsage, counts: CountReader): Usage {
  const isInMeta = raw.billed_units === undefined
  const path = isInMeta ? 'meta/billed_units' : 'billed_units'
  const billed = objectIn(isInMeta ? objectIn(raw.meta).billed_units : raw.billed_units)
  const input = counts.given(billed.input_tokens, `${path}/input_tokens`)
  const output = counts.given(billed.output_tokens, `${path}/output_tokens`)
  const images = counts.given(billed.images, `${path}/images`)
  const rerankUnits = counts.given(billed.search_units, `${path}/search_units`)
  if ((input ?? output ?? images ?? rerankUnits) === null)
    counts.reject('missing_count', path, 'has no unit that is known')
  return { input: input ?? 0, output: output ?? 0, rerankUnits: rerankUnits ?? 0, images: images ?? 0 }
}
