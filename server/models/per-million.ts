import { knownCost, type Sums } from '#server/analytics/sums.ts'
import type { PublishedRate } from '#shared/api/price-list.ts'
import { parseDecimal } from '#shared/decimal.ts'
import { divideHalfEven, formatUsd } from '#shared/money.ts'
import type { UsageClass } from '#shared/usage/classes.ts'

const MILLION = 1_000_000n
const PICO = 10n ** 12n

type Tokens = Pick<Sums, 'inputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'outputTokens'>

const promptOf = ({ inputTokens, cacheReadTokens, cacheWriteTokens }: Tokens) =>
  BigInt(inputTokens) + BigInt(cacheReadTokens) + BigInt(cacheWriteTokens)

/** Sums do not know what each side cost, so this is the known cost over all tokens; a lower bound where some is unknown. */
export function paidPerMillion(sums: Sums): { usdPerMillion: string; atLeast: boolean } | null {
  const cost = knownCost(sums)
  const tokens = promptOf(sums) + BigInt(sums.outputTokens)
  if (cost === null || tokens === 0n) return null
  const unknown = sums.unpriced + sums.invalid + sums.partial
  return { usdPerMillion: formatUsd(divideHalfEven(cost * MILLION, tokens)), atLeast: unknown > 0 }
}

/** What 1M of these tokens would cost if nothing were cached, batched or otherwise cheaper; null without such prices. */
export function undiscountedPerMillion(
  tokens: Tokens,
  rates: readonly PublishedRate[] | null,
): string | null {
  const prompt = promptOf(tokens)
  const output = BigInt(tokens.outputTokens)
  const sides = [costOf(prompt, 'input', rates), costOf(output, 'output', rates)]
  if (prompt + output === 0n || sides.includes(null)) return null
  const pico = sides.reduce<bigint>((sum, side) => sum + (side ?? 0n), 0n)
  return formatUsd(divideHalfEven(pico * MILLION, prompt + output))
}

/** In pico-USD. */
function costOf(tokens: bigint, side: UsageClass, rates: readonly PublishedRate[] | null): bigint | null {
  if (tokens === 0n) return 0n
  const rate = rates?.find((published) => published.class === side)
  if (!rate) return null
  const { digits, over } = parseDecimal(rate.usd)
  return divideHalfEven(tokens * digits * PICO, over * BigInt(rate.per))
}
