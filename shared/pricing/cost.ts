import { parseDecimal } from '#shared/decimal.ts'
import { addUsd, divideHalfEven, type PicoUsd, picoUsd, ZERO_USD } from '#shared/money.ts'
import type { Factor, PriceSheet, Rate, Rates } from '#shared/pricing/price-sheet.ts'
import { USAGE_CLASS_NAMES, USAGE_CLASSES, type Usage, type UsageClass } from '#shared/usage/classes.ts'
import { usageTotals } from '#shared/usage/totals.ts'

/** One class times one price times its factors. `price` is USD for `per` units; without a price there is no cost. */
export interface PricedLine {
  class: UsageClass
  quantity: string
  price: string | null
  per: number | null
  factors: string[]
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
export function costOf(counted: Usage, sheet: PriceSheet, factors: readonly Factor[] = []): Cost {
  const rates = ratesFor(counted, sheet)
  const usage = billedUsage(counted, sheet, rates)
  const lines: PricedLine[] = []
  let total = ZERO_USD
  let priced = 0
  for (const name of USAGE_CLASS_NAMES) {
    const quantity = usage[name]
    if (quantity === undefined) continue
    const line = toLine(name, quantity, rateOf(name, rates), factors)
    lines.push(line)
    if (line.cost === null) continue
    total = addUsd(total, line.cost)
    priced += 1
  }
  if (priced === lines.length) return { status: 'priced', total, lines }
  return priced > 0 ? { status: 'partial', total, lines } : { status: 'unpriced', lines }
}

/** The whole request moves to the tier that its prompt reaches, counting cache reads and writes (CTX-01..03). */
function ratesFor(usage: Usage, sheet: PriceSheet): Rates {
  if (sheet.longContext.length === 0) return sheet.rates
  const { input, cacheRead, cacheWrite } = usageTotals(usage)
  const prompt = input + cacheRead + cacheWrite
  return sheet.longContext.find(({ minPrompt }) => prompt >= minPrompt)?.rates ?? sheet.rates
}

/** What is billed of what was counted: at least the minimum of a class that was used (AUD-05), and the request itself. */
function billedUsage(counted: Usage, { minimums }: PriceSheet, rates: Rates): Usage {
  const hasFee = rates.has('requests')
  if (minimums.length === 0 && hasFee === (counted.requests !== undefined)) return counted
  const billed = { ...counted }
  // Without a fee the number of calls is not something that is sold.
  if (!hasFee) delete billed.requests
  else if (Object.keys(counted).length > 0) billed.requests ??= '1'
  for (const { class: name, amount, exact } of minimums) {
    if (billed[name] === undefined) continue
    const { digits, over } = parseDecimal(billed[name])
    if (digits * exact.over < exact.digits * over) billed[name] = amount
  }
  return billed
}

/** A class without a price of its own has that of its nearest parent; an explicit 0 is a price (CLS-01, CLS-02). */
function rateOf(name: UsageClass, rates: Rates): Rate | undefined {
  for (let own: UsageClass | null = name; own; own = USAGE_CLASSES[own].parent) {
    const rate = rates.get(own)
    if (rate) return rate
  }
  return undefined
}

function toLine(
  name: UsageClass,
  quantity: string,
  rate: Rate | undefined,
  factors: readonly Factor[],
): PricedLine {
  if (!rate) return { class: name, quantity, price: null, per: null, factors: [], cost: null }
  const { digits, over } = parseDecimal(quantity)
  let [dividend, divisor] = [digits * rate.pico, over * rate.over]
  const applied: string[] = []
  for (const factor of factors) {
    if (!factor.classes.has(name)) continue
    dividend *= factor.digits
    divisor *= factor.over
    applied.push(factor.amount)
  }
  const cost = picoUsd(divideHalfEven(dividend, divisor))
  return { class: name, quantity, price: rate.amount, per: rate.per, factors: applied, cost }
}
