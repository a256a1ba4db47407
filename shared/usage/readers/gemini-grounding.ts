import { isObject } from '#shared/usage/usage-fields.ts'

/**
 * Google Search grounding, from the `groundingMetadata` that stands beside the usage (one object or one a candidate).
 * Gemini 3 bills each unique query (GEM-09), older models the prompt, once, if it was grounded (GEM-08).
 */
export function readGrounding(raw: Record<string, unknown>, model: string) {
  if (!('groundingMetadata' in raw)) return {}
  const all = [raw.groundingMetadata].flat().filter(isObject)
  const queries = all.flatMap(({ webSearchQueries }) =>
    Array.isArray(webSearchQueries) ? webSearchQueries : [],
  )
  const unique = new Set(queries.map((query) => String(query).trim()).filter(Boolean))
  if (!/gemini-(?:[12]\b|(?:pro|flash)-1)/i.test(model)) return { webSearches: BigInt(unique.size) }
  const hasSources = all.some(
    ({ groundingChunks }) => Array.isArray(groundingChunks) && groundingChunks.length > 0,
  )
  return { groundedPrompts: unique.size > 0 || hasSources ? 1n : 0n }
}
