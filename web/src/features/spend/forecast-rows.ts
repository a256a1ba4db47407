import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import type { StackRow } from '../../charts/stack.ts'

/** Adds what is expected of today and of the days to come, in USD times `rate`. */
export function withForecast(
  rows: readonly StackRow[],
  { days }: Pick<SpendForecast, 'days'>,
  rate: number,
): StackRow[] {
  const expected = new Map(
    days.map(({ start, costUsd, lowUsd, highUsd }) => [
      Date.parse(start),
      { forecast: Number(costUsd) * rate, band: [Number(lowUsd) * rate, Number(highUsd) * rate] as const },
    ]),
  )
  const known = new Set(rows.map(({ start }) => Date.parse(start)))
  const coming = days
    .filter(({ start }) => !known.has(Date.parse(start)))
    .map(({ start, end }): StackRow => ({ start, end, partial: false, total: null, previous: null }))
  return [...rows, ...coming].map((row) => ({ ...row, ...expected.get(Date.parse(row.start)) }))
}
