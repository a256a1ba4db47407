import { parseDecimal } from '#shared/decimal.ts'
import { divideHalfEven, parseUsd } from '#shared/money.ts'

/** A stored line of a cost, as text. */
interface StoredLine {
  quantity: string
  price: string | null
  per: number | null
  factors: readonly string[]
  costUsd: string | null
}

/** The sum of the lines whose amount is known, in pico-USD; null when none is. */
export function sumOfLines(lines: readonly StoredLine[]): bigint | null {
  const known = lines.flatMap(({ costUsd }) => (costUsd === null ? [] : [parseUsd(costUsd)]))
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0n)
}

/** Whether each line is its quantity times its price times its factors, to the last digit. */
export const areExact = (lines: readonly StoredLine[]): boolean => lines.every(isExact)

function isExact({ quantity, price, per, factors, costUsd }: StoredLine): boolean {
  if (price === null || per === null || costUsd === null) return price === null && costUsd === null
  const terms = [quantity, price, ...factors].map(parseDecimal)
  const dividend = terms.reduce((product, { digits }) => product * digits, 10n ** 12n)
  const divisor = terms.reduce((product, { over }) => product * over, BigInt(per))
  return divideHalfEven(dividend, divisor) === parseUsd(costUsd)
}
