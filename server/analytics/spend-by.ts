import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { InstantRange, SpendBy, SpendByQuery } from '#shared/api/spend.ts'
import { filtersOf } from './filters.ts'
import { nameKeys } from './name-keys.ts'
import { type Period, resolvePeriods } from './periods.ts'
import { readSums, type SumsRow } from './read-sums.ts'
import { addSums, knownCost, type Sums, toCoverage, toSpendSums } from './sums.ts'

/** Spend of a range by one label: the largest keys, the rest together, and the same of the previous period. */
export async function spendBy(
  ctx: AppContext,
  query: SpendByQuery,
  visible?: VisibleProjects,
): Promise<SpendBy> {
  const { groupBy, limit, timeZone } = query
  const periods = await resolvePeriods(ctx, { ...query, bucket: query.range === '24h' ? 'hour' : 'day' })
  const filters = filtersOf(query, visible)
  const { rows, readFrom } = await readSums(ctx, { periods, groupBy, filters, limit, byBucket: false })
  const of = (period: SumsRow['period'], key?: string | null) =>
    rows.filter((row) => row.period === period && (key === undefined || row.key === key))
  const compared = periods.previous !== null
  const total = addSums(of('current'))

  const keys = orderKeys(of('current'))
  const styles = await nameKeys(ctx, groupBy, keys)
  const describe = (key: string | null) => {
    const sums = addSums(of('current', key))
    const previous = compared ? toSpendSums(addSums(of('previous', key))) : null
    return { ...toSpendSums(sums), share: shareOf(sums, total), previous }
  }
  const others = countGroups(rows) - keys.length
  return {
    readFrom,
    range: toRange(periods.current),
    previousRange: periods.previous && toRange(periods.previous),
    timeZone,
    groupBy,
    rows: keys.map((key) => ({ key, ...styles.get(key)!, ...describe(key) })),
    other: others > 0 ? { keys: others, ...describe(null) } : null,
    total: toSpendSums(total),
    previous: compared ? toSpendSums(addSums(of('previous'))) : null,
    coverage: toCoverage(total),
  }
}

/** How many groups there are in the current period, shown or not. */
export const countGroups = (rows: readonly SumsRow[]) => rows.find((row) => row.groups !== null)?.groups ?? 0

/** Largest cost first, then most requests, then by name. */
export function orderKeys(rows: readonly SumsRow[]): string[] {
  const keys = [...groupByKey(rows)].flatMap(([key, ofKey]) =>
    key === null ? [] : [[key, addSums(ofKey)] as [string, Sums]],
  )
  const compare = ([keyA, a]: [string, Sums], [keyB, b]: [string, Sums]) =>
    Number(b.costPicoUsd > a.costPicoUsd) - Number(b.costPicoUsd < a.costPicoUsd) ||
    b.requests - a.requests ||
    (keyA < keyB ? -1 : 1)
  return keys.sort(compare).map(([key]) => key)
}

export function groupByKey(rows: readonly SumsRow[]): Map<string | null, SumsRow[]> {
  const groups = new Map<string | null, SumsRow[]>()
  for (const row of rows) {
    const group = groups.get(row.key)
    if (group) group.push(row)
    else groups.set(row.key, [row])
  }
  return groups
}

export function toRange(period: Period): InstantRange {
  const toInstant = (second: number) => new Date(second * 1000).toISOString()
  return { from: toInstant(period.starts[0]!), to: toInstant(period.until) }
}

/** For display only, so a double will do; the exact amounts stand beside it. */
export function shareOf(part: Sums, total: Sums): number | null {
  const [cost, whole] = [knownCost(part), knownCost(total)]
  return cost === null || whole === null || whole === 0n ? null : Number(cost) / Number(whole)
}
