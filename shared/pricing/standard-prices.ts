import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import type { Factor } from '#shared/pricing/rate.ts'

/** What a call costs: published prices, and the factors on them. */
export interface Price {
  readonly ok: true
  readonly sheet: PriceSheet
  readonly factors: readonly Factor[]
}

/** What is charged under the standard terms from an instant on, in epoch milliseconds; null: no price is known. */
export interface StandardPrice {
  readonly from: number
  readonly price: Price | null
}

/**
 * Cuts time where any row begins or ends, latest first, so that finding the price of most events is one look-up.
 * Null where a price depends on the hour or the weekday, which no cuts can tell.
 */
export function toStandardPrices(rows: readonly DatedSheet[]): readonly StandardPrice[] | null {
  const standard = rows.filter(({ terms }) => terms === null)
  if (standard.some(({ hours, weekdays }) => hours || weekdays)) return null
  const cuts = new Set([Number.NEGATIVE_INFINITY, ...standard.flatMap(({ from, until }) => [from, until])])
  cuts.delete(Number.POSITIVE_INFINITY)
  return [...cuts]
    .sort((a, b) => b - a)
    .map((from) => ({
      from,
      price: toPrice(standard.findLast((row) => row.from <= from && from < row.until)),
    }))
}

const toPrice = (row: DatedSheet | undefined): Price | null =>
  row ? { ok: true, sheet: row.sheet, factors: [] } : null
