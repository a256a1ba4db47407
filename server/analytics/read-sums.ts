import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { chooseRollup } from '#server/rollups/choose-rollup.ts'
import { addedSums, latencyColumns, type SumName, signedSums, sumColumns } from '#server/rollups/sums.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import type { ReadFrom } from '#shared/api/spend.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { dayEdges } from './day-edges.ts'
import { isOfProject, labelsOf, toWhere } from './filters.ts'
import { findUnknownTags } from './find-unknown-tags.ts'
import type { Period, Periods } from './periods.ts'
import { type Question, sumsQuery } from './sums-query.ts'

export interface SumsQuery extends Omit<Question, 'latency'> {
  periods: Periods
  latency?: boolean
  /** Groups beyond this many, the largest of the current period first, are added up as "other". */
  limit: number
  /** The sums that say how large a group is; its cost without it. */
  rankBy?: readonly SumName[]
}

export interface SumsAnswer {
  rows: SumsRow[]
  readFrom: ReadFrom
  /** Tags asked for that are not declared for all of the time: they are why events were read. */
  unknownTags: readonly AnyLabel[]
}

/** Additive sums of one key in one period or bucket; counts as numbers, money as text in pico-USD. */
export interface SumsRow {
  period: 'current' | 'previous'
  /** null is "other". */
  key: string | null
  /** null is "other", or that no subgroups were asked for. */
  subkey: string | null
  /** Index of the bucket, 0 when not by bucket. */
  at: number
  /** Place of the group by size, from 1; null is "other". */
  place: number | null
  /** How many groups the current period has, shown or not; null is "other". */
  groups: number | null
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
  /** A packed histogram, where it was asked for. */
  latency?: string
}

const COUNTS = ['requests', 'errors', 'priced', 'partial', 'reported', 'unpriced', 'invalid'] as const
const TOKENS = {
  input: 'inputTokens',
  cache_read: 'cacheReadTokens',
  cache_write: 'cacheWriteTokens',
  output: 'outputTokens',
}

const RESULT = sql.raw(
  [
    ...COUNTS.map((name) => `sum(${name})::float8 as ${name}`),
    'sum(cost_pico_usd)::text as "costPicoUsd"',
    ...Object.entries(TOKENS).map(([side, name]) => `sum(${side}_tokens)::float8 as "${name}"`),
  ].join(', '),
)

/** More would keep everybody waiting: the question is refused with what to do instead. */
const MOST_EVENTS = 3_000_000

/** Reads exact sums of both periods in one query, from the smallest table that knows the answer. */
export async function readSums(
  ctx: AppContext,
  { periods, limit, latency = false, rankBy = ['cost_pico_usd'], ...rest }: SumsQuery,
): Promise<SumsAnswer> {
  const question: Question = { ...rest, latency }
  const { current, previous } = periods
  const { rollup, unknownTags } = await chooseFor(ctx, question, previous ?? current)
  await requireFewEnough(
    ctx,
    question,
    eventStretches(rollup, question, previous ? [previous, current] : [current]),
  )
  const size = rankBy.join(' + ')
  const sums = isOfUsersAlone(question, rollup)
    ? topUserSums(question, periods, size, limit)
    : topSums(question, periods, rollup, size, limit)
  const rows = await ctx.db.execute<SumsRow & Record<string, unknown>>(sql`
    with ${sums}
    select period, top.key, top.subkey, top.place, top.groups, at, ${RESULT}
      ${latency ? sql`, sum(latency)::text as latency` : sql``}
    from sums left join top on top.key = sums.key and top.subkey is not distinct from sums.subkey
    group by period, top.key, top.subkey, top.place, top.groups, at`)
  return { rows: [...rows], readFrom: rollup, unknownTags }
}

/** CTEs `sums` of every group in both periods, and `top`: the largest of the current one, with their places. */
function topSums(question: Question, periods: Periods, rollup: ReadFrom, size: string, limit: number): SQL {
  const inCurrent = (sum: string) => `sum(${sum}) filter (where period = 'current')`
  const groups = sql.raw(
    `select key, subkey, ${inCurrent(size)} as size, ${inCurrent('requests')} as requests from sums group by 1, 2`,
  )
  return sql`
    sums as materialized (${ofPeriods(question, periods, rollup)}),
    top as (${places(groups, limit)})`
}

const isOfUsersAlone = ({ groupBy, subgroupBy, qualifiedBy, filters }: Question, rollup: ReadFrom) =>
  rollup === 'userDays' && groupBy === 'user' && !subgroupBy && !qualifiedBy && filters.every(isOfProject)

/**
 * The same where there are thousands of groups of which few are shown: only what ranks them is added up for each, and
 * the others together are what the projects have beside the largest, whose days are few rows.
 */
function topUserSums(question: Question, periods: Periods, size: string, limit: number): SQL {
  const users = sumsQuery({ ...question, byBucket: false }, periods.current, 'userDays')
  const groups = sql`select key, subkey, ${sql.raw(size)} as size, requests from (${users}) as users`
  const ofTop = ofPeriods({ ...question, users: sql.raw('select key from top') }, periods, 'userDays')
  const ofAll = ofPeriods({ ...question, groupBy: 'project' }, periods, 'labelDays')
  const all = sql.raw('select *, 1 as sign from all_sums union all select *, -1 from top_sums')
  return sql`
    top as materialized (${places(groups, limit)}),
    top_sums as materialized (${ofTop}),
    all_sums as (${ofAll}),
    sums as (
      select * from top_sums
      union all select period, null, null, at, ${addedSums}
        from (select period, at, ${signedSums} from (${all}) as both_sums) as signed
        group by period, at having sum(requests) > 0
    )`
}

const places = (groups: SQL, limit: number) => sql`
  select key, subkey, count(requests) over ()::int as groups,
    row_number() over (order by size desc nulls last, requests desc nulls last, key, subkey)::int as place
  from (${groups}) as of_groups order by place limit ${limit}::int`

function ofPeriods(question: Question, { current, previous }: Periods, rollup: ReadFrom): SQL {
  const columns = question.latency ? latencyColumns : sumColumns
  const ofPeriod = (name: SumsRow['period'], period: Period) =>
    sql`select ${sql.raw(`'${name}'`)} as period, key, subkey, at, ${columns} from (${sumsQuery(question, period, rollup)}) as of_period`
  const parts = [ofPeriod('current', current), ...(previous ? [ofPeriod('previous', previous)] : [])]
  return sql.join(parts, sql` union all `)
}

/** Both periods are read from the same table, so that they can be compared. */
async function chooseFor(
  ctx: AppContext,
  question: Question,
  earliest: Period,
): Promise<{ rollup: ReadFrom; unknownTags: AnyLabel[] }> {
  const { groupBy, subgroupBy, qualifiedBy = [], filters, latency } = question
  const labels = [groupBy, ...(subgroupBy ? [subgroupBy] : []), ...qualifiedBy, ...labelsOf(filters)]
  const unknownTags = await findUnknownTags(ctx, labels, filters, earliest.starts[0]!)
  const rollup = chooseRollup({ labels, wholeDays: earliest.days !== null, unknownTags })
  const knowsNone = latency && (rollup === 'labels' || rollup === 'userDays')
  return { rollup: knowsNone ? 'events' : rollup, unknownTags }
}

/** What is read from events for each period: all of it, or the edges of its days. */
function eventStretches(
  rollup: ReadFrom,
  { byBucket, latency }: Question,
  periods: readonly Period[],
): { from: number; until: number }[] {
  if (rollup === 'events') return periods.map(({ starts, until }) => ({ from: starts[0]!, until }))
  if (rollup === 'labels' || (rollup === 'labelDays' && !latency)) return []
  return periods.flatMap((period) => dayEdges(period, byBucket))
}

async function requireFewEnough(
  ctx: AppContext,
  { filters }: Question,
  stretches: readonly { from: number; until: number }[],
): Promise<void> {
  if (stretches.length === 0) return
  const project = sql.raw('l.project_id')
  const ranges = stretches.map(
    ({ from, until }) => `r.bucket >= ${from / BUCKET_SECONDS} and r.bucket < ${until / BUCKET_SECONDS}`,
  )
  const [row] = await ctx.db.execute<{ events: number }>(sql`
    select coalesce(sum(r.requests), 0)::float8 as events
    from labels l join label_rollups r on r.label_id = l.id
    where l.name = 'project' and ${toWhere(filters.filter(isOfProject), () => project, project)}
      and (${sql.raw(ranges.join(' or '))})`)
  if (row!.events <= MOST_EVENTS) return
  throw new ClientError(
    422,
    'too_many_events',
    `This question has to look at ${row!.events} events one by one; ${MOST_EVENTS} is the most. ` +
      "Choose a shorter range, the installation's time zone, or declare the tag.",
  )
}
