import { parseDecimal } from '#shared/decimal.ts'
import { addUsd, type PicoUsd, smallPicoUsd, ZERO_USD } from '#shared/money.ts'
import { type BilledRate, bill, billSmall } from '#shared/pricing/billed-rate.ts'
import type { PriceSheet, PriceTier } from '#shared/pricing/price-sheet.ts'
import type { Factor } from '#shared/pricing/rate.ts'
import { type Quantity, USAGE_CLASS_NAMES, type Usage, type UsageClass } from '#shared/usage/classes.ts'
import { promptTokens } from '#shared/usage/totals.ts'

/** One class times one price times its factors. `price` is USD for `per` units; without a price there is no cost. */
export interface PricedLine {
  class: UsageClass
  quantity: Quantity
  price: string | null
  per: number | null
  factors: readonly string[]
  cost: PicoUsd | null
}

export type Cost =
  | { status: 'priced'; total: PicoUsd; lines: PricedLine[] }
  | { status: 'partial'; total: PicoUsd; lines: PricedLine[] }
  | { status: 'unpriced'; lines: PricedLine[] }

/**
 * What a usage costs: one line a class in the order of the registry, each multiplied exactly with the factors for its
 * class and rounded half-even once to pico-USD (ROUND-01), and their sum. No usage costs exactly 0 and is priced
 * (GEN-02). A sheet with a price a request bills one, unless the usage counts them (REQ-01).
 * @throws RangeError when the cost is above or a quantity is not a plain decimal.
 */
export function costOf(usage: Usage, sheet: PriceSheet, factors: readonly Factor[] = NO_FACTORS): Cost {
  const { tariff: standard, hasRequestFee } = tierFor(usage, sheet)
  let tariff = standard
  for (const factor of factors) tariff = tariff.under(factor)

  const lines: PricedLine[] = []
  let sum = 0
  let unpriced = 0
  let order = -1
  let isInOrder = true
  // The engine reads the keys of `for in` several times faster than any other list of them.
  for (const key in usage) {
    const name = key as UsageClass
    const counted = usage[name]
    // Without a fee the number of calls is not something that is sold.
    if (!counted || (name === 'requests' && !hasRequestFee)) continue
    const rate = tariff.rateFor(name)
    if (rate.order < order) isInOrder = false
    order = rate.order
    if (rate.amount === null) unpriced += 1
    sum += addLine(lines, name, sheet.minimums.length > 0 ? atLeast(sheet, name, counted) : counted, rate)
  }
  if (hasRequestFee && !usage.requests && lines.length > 0)
    sum += addLine(lines, 'requests', 1, tariff.rateFor('requests'))
  if (!isInOrder) sortLines(lines)
  return toCost(lines, sum, unpriced)
}

const NO_FACTORS: readonly Factor[] = Object.freeze([])

/** The whole request moves to the tier that its prompt reaches, counting cache reads and writes (CTX-01..03). */
function tierFor(usage: Usage, sheet: PriceSheet): PriceTier {
  if (sheet.longContext.length === 0) return sheet
  const prompt = promptTokens(usage)
  for (const tier of sheet.longContext) if (prompt >= tier.minPrompt) return tier
  return sheet
}

/** What is billed of a class that was used: its minimum, if it has one and less was counted (AUD-05). */
function atLeast({ minimums }: PriceSheet, name: UsageClass, counted: Quantity): Quantity {
  const minimum = minimums.find((each) => each.class === name)
  if (!minimum) return counted
  const { quantity, exact } = minimum
  if (typeof counted === 'number' && typeof quantity === 'number') return Math.max(counted, quantity)
  const { digits, over } = parseDecimal(String(counted))
  return digits * exact.over < exact.digits * over ? quantity : counted
}

/** Adds a line and returns its cost as a number; infinite where that is not exact. */
function addLine(lines: PricedLine[], name: UsageClass, quantity: Quantity, rate: BilledRate): number {
  const { amount: price, per, factors } = rate
  if (price === null) {
    lines.push({ class: name, quantity, price, per, factors, cost: null })
    return 0
  }
  const small = billSmall(quantity, rate)
  const cost = small <= Number.MAX_SAFE_INTEGER ? smallPicoUsd(small) : bill(quantity, rate)
  lines.push({ class: name, quantity, price, per, factors, cost })
  return small
}

const sortLines = (lines: PricedLine[]) =>
  lines.sort((a, b) => USAGE_CLASS_NAMES.indexOf(a.class) - USAGE_CLASS_NAMES.indexOf(b.class))

/** `sum` is that of the lines in numbers: below 2^53 it is exact, and a larger one never looks smaller. */
function toCost(lines: PricedLine[], sum: number, unpriced: number): Cost {
  if (unpriced > 0 && unpriced === lines.length) return { status: 'unpriced', lines }
  const total = sum <= Number.MAX_SAFE_INTEGER ? smallPicoUsd(sum) : exactSum(lines)
  return { status: unpriced === 0 ? 'priced' : 'partial', total, lines }
}

const exactSum = (lines: PricedLine[]): PicoUsd =>
  lines.reduce((sum, { cost }) => addUsd(sum, cost ?? ZERO_USD), ZERO_USD)
