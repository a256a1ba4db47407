import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { chooseRollup } from '#server/rollups/choose-rollup.ts'
import type { GroupLabel } from '#shared/api/labels.ts'
import { BUCKET_SECONDS, DAY_SECONDS } from '#shared/time.ts'
import { type Filter, labelsOf, seriesColumn, toWhere } from './filters.ts'
import type { Period, Periods } from './periods.ts'

export interface SumsQuery {
  periods: Periods
  groupBy: GroupLabel
  filters: Filter[]
  /** Keys beyond this many, by cost in the current period, are added up as "other". */
  limit: number
  /** One row a bucket instead of one a period. */
  byBucket: boolean
}

/** Additive sums of one key in one period or bucket; counts as numbers, money as text in pico-USD. */
export interface SumsRow {
  period: 'current' | 'previous'
  /** null is "other". */
  key: string | null
  /** Index of the bucket, 0 when not by bucket. */
  at: number
  /** Number of keys in this row. */
  keys: number
  requests: number
  errors: number
  priced: number
  partial: number
  reported: number
  unpriced: number
  invalid: number
  costPicoUsd: string
  inputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  outputTokens: number
}

const COUNTS = ['requests', 'errors', 'priced', 'partial', 'reported', 'unpriced', 'invalid'] as const
const TOKENS = {
  input: 'inputTokens',
  cache_read: 'cacheReadTokens',
  cache_write: 'cacheWriteTokens',
  output: 'outputTokens',
}

const ADDED = sql.raw(
  [
    ...COUNTS.map((name) => `sum(${name}) as ${name}`),
    'sum(cost_pico_usd) as cost_pico_usd',
    ...Object.keys(TOKENS).map((side) => `sum(${side}_tokens) as ${side}_tokens`),
  ].join(', '),
)
const RESULT = sql.raw(
  [
    ...COUNTS.map((name) => `sum(${name})::float8 as ${name}`),
    'sum(cost_pico_usd)::text as "costPicoUsd"',
    ...Object.entries(TOKENS).map(([side, name]) => `sum(${side}_tokens)::float8 as "${name}"`),
  ].join(', '),
)

/** Reads exact sums of both periods in one query, from the smallest table that knows the answer. */
export async function readSums(ctx: AppContext, query: SumsQuery): Promise<SumsRow[]> {
  const { current, previous } = query.periods
  const parts = [
    sql`select 'current' as period, * from (${sumsOf(query, current)}) as c`,
    ...(previous ? [sql`select 'previous' as period, * from (${sumsOf(query, previous)}) as p`] : []),
  ]
  const rows = await ctx.db.execute<SumsRow & Record<string, unknown>>(sql`
    with sums as materialized (${sql.join(parts, sql` union all `)}),
    top as (
      select key from sums group by key
      order by sum(cost_pico_usd) filter (where period = 'current') desc nulls last,
        sum(requests) filter (where period = 'current') desc nulls last, key
      limit ${query.limit}::int
    )
    select period, top.key, at, count(distinct sums.key)::int as keys, ${RESULT}
    from sums left join top on top.key = sums.key
    group by period, top.key, at`)
  return [...rows]
}

/** key, bucket and sums of one period. */
function sumsOf(query: SumsQuery, period: Period): SQL {
  const wholeUtcDays = [...period.starts, period.end].every((second) => second % DAY_SECONDS === 0)
  const labels = [query.groupBy, ...labelsOf(query.filters)]
  const rollup = chooseRollup({ labels, wholeUtcDays })
  switch (rollup) {
    case 'label':
      return fromLabelRollups(query, period)
    case 'series':
      return fromSeriesRollups(query, period)
    case 'events':
      return fromEvents(query, period, period.starts[0]!, period.until)
    default:
      return rollup satisfies never
  }
}

function fromLabelRollups({ groupBy, filters, byBucket }: SumsQuery, period: Period): SQL {
  const label = [groupBy, ...labelsOf(filters)].find((name) => name !== 'project') ?? 'project'
  const column = (name: GroupLabel) => sql.raw(name === 'project' ? 'l.project_id::text' : 'l.value')
  return sql`
    select ${column(groupBy)} as key, ${bucketIndex(sql.raw('r.bucket'), period, BUCKET_SECONDS, byBucket)} as at, ${ADDED}
    from labels l join label_rollups r on r.label_id = l.id
    where l.name = ${label} and ${toWhere(filters, column, sql.raw('l.project_id'))}
      and r.bucket >= ${period.starts[0]! / BUCKET_SECONDS}::int and r.bucket < ${period.until / BUCKET_SECONDS}::int
    group by 1, 2`
}

/** Whole days from the rollup; what is left of a day that the period cuts, from its events. */
function fromSeriesRollups(query: SumsQuery, period: Period): SQL {
  const lastMidnight = Math.floor(period.until / DAY_SECONDS) * DAY_SECONDS
  const days = sql`
    select ${seriesColumn(query.groupBy)} as key, ${bucketIndex(sql.raw('r.day'), period, DAY_SECONDS, query.byBucket)} as at, ${ADDED}
    from series s join series_rollups r on r.series_id = s.id
    where ${toWhere(query.filters, seriesColumn, sql.raw('s.project_id'))}
      and r.day >= ${period.starts[0]! / DAY_SECONDS}::int and r.day < ${lastMidnight / DAY_SECONDS}::int
    group by 1, 2`
  if (lastMidnight === period.until) return days
  const rest = fromEvents(query, period, lastMidnight, period.until)
  return sql`select key, at, ${ADDED} from (${days} union all ${rest}) as both_parts group by 1, 2`
}

function fromEvents(
  { groupBy, filters, byBucket }: SumsQuery,
  period: Period,
  from: number,
  until: number,
): SQL {
  const second = sql.raw('floor(extract(epoch from e.occurred_at))::int')
  const status = (name: string) => `count(*) filter (where e.cost_status = '${name}') as ${name}`
  const sums = sql.raw(
    [
      'count(*) as requests',
      'count(*) filter (where e.failed) as errors',
      ...COUNTS.slice(2).map(status),
      'coalesce(sum(e.cost_pico_usd), 0) as cost_pico_usd',
      ...Object.keys(TOKENS).map((side) => `sum(e.${side}_tokens) as ${side}_tokens`),
    ].join(', '),
  )
  return sql`
    select ${seriesColumn(groupBy)} as key, ${bucketIndex(second, period, 1, byBucket)} as at, ${sums}
    from usage_events e join series s on s.id = e.series_id
    where ${toWhere(filters, seriesColumn, sql.raw('e.project_id'))}
      and e.occurred_at >= to_timestamp(${from}) and e.occurred_at < to_timestamp(${until})
    group by 1, 2`
}

/** Which bucket a row falls into. `unit` is the length of the column's step in seconds. */
function bucketIndex(column: SQL, { starts }: Period, unit: number, byBucket: boolean): SQL {
  if (!byBucket) return sql.raw('0')
  const bounds = sql.raw(`array[${starts.map((second) => second / unit).join(',')}]::int[]`)
  return sql`width_bucket(${column}, ${bounds}) - 1`
}
