import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { SpendOverTime, SpendOverTimeQuery, SpendSeries } from '#shared/api/spend.ts'
import { filtersOf } from './filters.ts'
import { nameKeys } from './name-keys.ts'
import { type Period, resolvePeriods } from './periods.ts'
import { readSums, type SumsRow } from './read-sums.ts'
import { groupByKey, orderKeys, toRange } from './spend-by.ts'
import { addSums, toCoverage, toPoint } from './sums.ts'

/** Spend of a range bucket by bucket for the largest keys of one label, with the previous period beside it. */
export async function spendOverTime(
  ctx: AppContext,
  query: SpendOverTimeQuery,
  visible?: VisibleProjects,
): Promise<SpendOverTime> {
  const { groupBy, limit, timeZone } = query
  const periods = await resolvePeriods(ctx, query)
  const filters = filtersOf(query, visible)
  const { rows, readFrom } = await readSums(ctx, { periods, groupBy, filters, limit, byBucket: true })
  const current = rows.filter((row) => row.period === 'current')
  const previous = rows.filter((row) => row.period === 'previous')
  const buckets = toBuckets(periods.current, ctx.clock())

  const keys = orderKeys(current)
  const byKey = groupByKey(current)
  const styles = await nameKeys(ctx, groupBy, keys)
  const series: SpendSeries[] = keys.map((key) => ({
    key,
    ...styles.get(key)!,
    values: toPoints(byKey.get(key) ?? [], buckets.length),
  }))
  const others = byKey.get(null) ?? []
  if (others.length > 0)
    series.push({ key: null, name: 'Other', slot: null, values: toPoints(others, buckets.length) })
  return {
    readFrom,
    range: toRange(periods.current),
    previousRange: periods.previous && toRange(periods.previous),
    timeZone,
    groupBy,
    bucket: periods.bucket,
    buckets,
    series,
    total: toPoints(current, buckets.length),
    previous: periods.previous && toPoints(previous, buckets.length),
    coverage: toCoverage(addSums(current)),
  }
}

export function toBuckets({ starts, end }: Period, now: Date): SpendOverTime['buckets'] {
  return starts.map((start, i) => {
    const until = starts[i + 1] ?? end
    const partial = start * 1000 <= now.getTime() && now.getTime() < until * 1000
    return { start: new Date(start * 1000).toISOString(), end: new Date(until * 1000).toISOString(), partial }
  })
}

const toPoints = (rows: SumsRow[], buckets: number) => placeInBuckets(rows, buckets).map(toPoint)

export function placeInBuckets(rows: readonly SumsRow[], buckets: number): SumsRow[][] {
  const byBucket: SumsRow[][] = Array.from({ length: buckets }, () => [])
  // A previous day of 25 hours has one more than a day of 24: its last hours share a bucket, so that none is lost.
  for (const row of rows) byBucket[Math.min(row.at, buckets - 1)]!.push(row)
  return byBucket
}
