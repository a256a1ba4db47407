import { isObject, type RawUsage } from '#shared/usage/count-reader.ts'

interface Grounding {
  webSearches: number
  groundedPrompts: number
}

/**
 * Google Search grounding, from the `groundingMetadata` that stands beside the usage (one object or one a candidate).
 * Gemini 3 bills each unique query (GEM-09), older models the prompt, once, if it was grounded (GEM-08).
 */
export function readGrounding({ groundingMetadata }: RawUsage, model: string): Grounding {
  if (groundingMetadata === undefined) return NOT_GROUNDED
  const all = [groundingMetadata].flat().filter(isObject)
  const queries = all.flatMap(({ webSearchQueries }) =>
    Array.isArray(webSearchQueries) ? webSearchQueries : [],
  )
  const unique = new Set(queries.map((query) => String(query).trim()).filter(Boolean))
  if (!/gemini-(?:[12]\b|(?:pro|flash)-1)/i.test(model))
    return { webSearches: unique.size, groundedPrompts: 0 }
  const hasSources = all.some(
    ({ groundingChunks }) => Array.isArray(groundingChunks) && groundingChunks.length > 0,
  )
  return { webSearches: 0, groundedPrompts: unique.size > 0 || hasSources ? 1 : 0 }
}

const NOT_GROUNDED: Grounding = Object.freeze({ webSearches: 0, groundedPrompts: 0 })
