import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError } from '#server/errors.ts'
import type { Exploration, ExploreQuery } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import { type ExploreFrame, toExploredGroup, toSeries, toValues } from './explored-series.ts'
import { filtersOf } from './filters.ts'
import { RANK_BY } from './measure-sums.ts'
import { nameKeys } from './name-keys.ts'
import { type Periods, resolvePeriods } from './periods.ts'
import { readSums, type SumsRow } from './read-sums.ts'
import { countGroups, toRange } from './spend-by.ts'
import { toBuckets } from './spend-over-time.ts'
import { addSums, toCoverage } from './sums.ts'

/** Values in an answer: more could be neither drawn nor read. */
const MOST_VALUES = 10_000

/**
 * A metric of a range, bucket by bucket, for the largest groups of one label or of two, the rest together.
 * @throws ClientError 400 for too many values, 422 where too many events would have to be read.
 */
export async function explore(
  ctx: AppContext,
  query: ExploreQuery,
  visible?: VisibleProjects,
): Promise<Exploration> {
  const { metric, groupBy, subgroupBy, limit, timeZone, cumulative } = query
  const periods = await resolvePeriods(ctx, query)
  requireFewValues(periods, limit)
  const { rows, readFrom, unknownTags } = await readSums(ctx, {
    periods,
    groupBy,
    ...(subgroupBy && { subgroupBy }),
    filters: filtersOf(query, visible),
    limit,
    byBucket: true,
    latency: EXPLORE_METRICS[metric].unit === 'ms',
    rankBy: RANK_BY[metric],
  })
  const current = rows.filter((row) => row.period === 'current')
  const previous = rows.filter((row) => row.period === 'previous')
  const buckets = toBuckets(periods.current, ctx.clock())
  const happened = buckets.filter(({ start }) => Date.parse(start) <= ctx.clock().getTime()).length
  const compared = periods.previous !== null
  const frame: ExploreFrame = { metric, cumulative, buckets: buckets.length, happened, compared }
  const names = {
    keys: await nameKeys(ctx, groupBy, uniqueOf(current, 'key')),
    subkeys: subgroupBy ? await nameKeys(ctx, subgroupBy, uniqueOf(current, 'subkey')) : null,
  }
  return {
    readFrom,
    undeclaredTags: unknownTags.map((label) => label.slice('tag:'.length)),
    range: toRange(periods.current),
    previousRange: periods.previous && toRange(periods.previous),
    timeZone,
    metric,
    groupBy,
    subgroupBy: subgroupBy ?? null,
    cumulative,
    bucket: periods.bucket,
    buckets,
    groups: countGroups(rows),
    series: toSeries(current, previous, names, frame),
    total: toExploredGroup(current, previous, frame),
    previousValues: compared ? toValues(previous, frame) : null,
    coverage: toCoverage(addSums(current)),
  }
}

function requireFewValues({ current }: Periods, limit: number): void {
  const values = current.starts.length * (limit + 1)
  if (values <= MOST_VALUES) return
  const detail = `That would be ${values} values; ${MOST_VALUES} is the most. Choose larger buckets, a shorter range or fewer groups.`
  throw new ClientError(400, 'too_many_values', detail)
}

/** In the order of their size, which is the order in which they get their colours. */
function uniqueOf(rows: readonly SumsRow[], side: 'key' | 'subkey'): string[] {
  const bySize = [...rows].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
  return [...new Set(bySize.flatMap((row) => row[side] ?? []))]
}
