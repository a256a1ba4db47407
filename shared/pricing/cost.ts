import { parseDecimal } from '#shared/decimal.ts'
import { addUsd, divideHalfEven, MAX_PICO_USD, type PicoUsd, picoUsd, ZERO_USD } from '#shared/money.ts'
import type { PriceSheet, Rate, Rates } from '#shared/pricing/price-sheet.ts'
import { USAGE_CLASS_NAMES, USAGE_CLASSES, type Usage, type UsageClass } from '#shared/usage/classes.ts'
import { usageTotals } from '#shared/usage/totals.ts'

/** One class times one price. `price` is USD for `per` units; without a price there is no cost. */
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
 * What a usage costs: one line a class in the order of the registry, each rounded half-even once to pico-USD
 * (ROUND-01), and their sum. No usage costs exactly 0 and is priced (GEN-02).
 * @throws RangeError when the cost is above MAX_PICO_USD, or a quantity is not a plain decimal.
 */
export function costOf(usage: Usage, sheet: PriceSheet): Cost {
  const rates = ratesFor(usage, sheet)
  const lines: PricedLine[] = []
  let total = ZERO_USD
  let priced = 0
  for (const name of USAGE_CLASS_NAMES) {
    const quantity = usage[name]
    if (quantity === undefined) continue
    const line = toLine(name, quantity, rateOf(name, rates))
    lines.push(line)
    if (line.cost === null) continue
    total = addUsd(total, line.cost)
    priced += 1
  }
  if (total > MAX_PICO_USD)
    throw new RangeError('the cost is above the largest amount, 9223372.036854775807 USD')
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

/** A class without a price of its own has that of its nearest parent; an explicit 0 is a price (CLS-01, CLS-02). */
function rateOf(name: UsageClass, rates: Rates): Rate | undefined {
  for (let own: UsageClass | null = name; own; own = USAGE_CLASSES[own].parent) {
    const rate = rates.get(own)
    if (rate) return rate
  }
  return undefined
}

function toLine(name: UsageClass, quantity: string, rate: Rate | undefined): PricedLine {
  if (!rate) return { class: name, quantity, price: null, per: null, factors: [], cost: null }
  const { digits, over } = parseDecimal(quantity)
  const cost = picoUsd(divideHalfEven(digits * rate.pico, over * rate.over))
  return { class: name, quantity, price: rate.amount, per: rate.per, factors: [], cost }
}
