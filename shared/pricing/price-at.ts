import type { CatalogueModel } from '#shared/pricing/catalogue.ts'
import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4

/**
 * The standard prices of a model at an instant in epoch milliseconds, or undefined when none is known for that time.
 * Starts are inclusive, ends exclusive (EFF-01..03, TOD-01); of the rows in force the last one counts.
 */
export function priceAt(model: CatalogueModel, at: number): PriceSheet | undefined {
  return model.prices.findLast((price) => price.terms === null && isInForce(price, at))?.sheet
}

/** Whether a row is charged at an instant in epoch milliseconds. */
export function isInForce({ from, until, hours, weekdays }: DatedSheet, at: number): boolean {
  if (!(from <= at && at < until)) return false
  if (weekdays && !weekdays.has((Math.floor(at / DAY) + EPOCH_WEEKDAY) % 7)) return false
  return !hours || hours.some((window) => isInside(window, Math.floor((at % DAY) / MINUTE)))
}

/** A window that ends before it starts crosses midnight. */
function isInside([from, to]: readonly [number, number], minute: number): boolean {
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}
