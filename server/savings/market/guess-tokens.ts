import { canonicalProvider } from '#shared/usage/provider-names.ts'

/** How many tokens another model needs for the same work, as multiples of the present ones. */
export interface TokenFactors {
  input: number
  /** Of what can be read, without reasoning. */
  output: number
  /** Of reasoning; 0 for a model that does not. */
  reasoning: number
}

/** What is expected, and the fewest and the most tokens that it may come to. */
export interface TokenRange {
  expected: TokenFactors
  fewest: TokenFactors
  most: TokenFactors
}

/** Prompts may be so much shorter or longer where the other provider cuts texts in another way. */
const OTHER_TOKENIZER = 0.3

/**
 * How many tokens another model may take for the same work before a pilot tells: each provider cuts texts its own way,
 * and some models say half as much again as others. `reasons` false: it is known not to think.
 */
export function guessTokens(
  fromProvider: string,
  toProvider: string,
  { reasons }: { reasons?: boolean | undefined },
): TokenRange {
  const isOther = canonicalProvider(fromProvider) !== canonicalProvider(toProvider)
  const spread = isOther ? OTHER_TOKENIZER : 0
  const keeps = reasons === false ? 0 : 1
  return {
    expected: { input: 1, output: 1, reasoning: keeps },
    fewest: { input: 1 - spread, output: 0.5, reasoning: keeps * 0.5 },
    most: { input: 1 + spread, output: 1.5, reasoning: keeps * 1.5 },
  }
}
