import { type PriceSheet, toPriceSheet } from '#shared/pricing/price-sheet.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import type { TermName } from '#shared/pricing/terms.ts'

/** A price sheet and when it is in force; instants are epoch milliseconds, windows are minutes of the UTC day. */
export interface DatedSheet {
  readonly from: number
  readonly until: number
  readonly hours: readonly (readonly [from: number, to: number])[] | null
  readonly weekdays: ReadonlySet<number> | null
  /** The terms under which alone the sheet holds; null: the standard. */
  readonly terms: readonly (readonly [name: TermName, value: string])[] | null
  readonly source: string | null
  readonly reviewAfter: string | null
  readonly sheet: PriceSheet
}

export function toDatedSheet(row: PriceRow): DatedSheet {
  return {
    ...instants(row),
    hours: row.hours?.map(([from, to]) => [toMinutes(from), toMinutes(to)] as const) ?? null,
    weekdays: row.weekdays ? new Set(row.weekdays) : null,
    terms: row.terms ? (Object.entries(row.terms) as [TermName, string][]) : null,
    source: row.source ?? null,
    reviewAfter: row.reviewAfter ?? null,
    sheet: toPriceSheet(row),
  }
}

const toMinutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** From when (inclusive) until when (exclusive) a row is in force, in epoch milliseconds. */
export const instants = (row: { from?: string | undefined; until?: string | undefined }) => ({
  from: row.from ? Date.parse(row.from) : Number.NEGATIVE_INFINITY,
  until: row.until ? Date.parse(row.until) : Number.POSITIVE_INFINITY,
})
