import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'

/** The row that is in force under the standard terms from an instant on, in epoch milliseconds; null: none is known. */
export interface StandardPrice {
  readonly from: number
  readonly row: DatedSheet | null
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
    .map((from) => ({ from, row: standard.findLast((row) => row.from <= from && from < row.until) ?? null }))
}
