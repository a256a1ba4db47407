import { canonicalProvider } from '#shared/usage/provider-names.ts'

/** What a token of the one model comes to at the other, as factors. */
export interface TokenRange {
  low: TokenFactors
  expected: TokenFactors
  high: TokenFactors
}

export interface TokenFactors {
  prompt: number
  output: number
}

const SAME: TokenFactors = { prompt: 1, output: 1 }
export const SAME_TOKENS: TokenRange = { low: SAME, expected: SAME, high: SAME }

/**
 * How many tokens another model may take for the same work: each provider cuts texts its own way, and some models
 * say half as much again as others. A range, because only a pilot knows.
 */
export function tokenRange(fromProvider: string, toProvider: string): TokenRange {
  const isSameTokenizer = canonicalProvider(fromProvider) === canonicalProvider(toProvider)
  const [least, most] = isSameTokenizer ? [1, 1] : [0.8, 1.25]
  return { low: { prompt: least, output: 0.5 }, expected: SAME, high: { prompt: most, output: 1.5 } }
}
