import type { Periods } from './periods.ts'
import type { SumsRow } from './read-sums.ts'

/** The sums of each bucket of the current period; none where nothing came. */
export function rowsOfDays(rows: readonly SumsRow[], { current }: Periods): SumsRow[][] {
  const days: SumsRow[][] = current.starts.map(() => [])
  for (const row of rows) days[row.at]!.push(row)
  return days
}
