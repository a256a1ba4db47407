import { type SQL, sql } from 'drizzle-orm'
import { packedLatencies } from '#server/rollups/latency-histogram.ts'
import { countedSums, countedWithLatency, signedSums, signedWithLatency } from '#server/rollups/sums.ts'
import { type AnyLabel, type GroupLabel, OTHER_VALUE } from '#shared/api/labels.ts'
import type { ReadFrom } from '#shared/api/spend.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { type DayEdge, dayEdges } from './day-edges.ts'
import { eventColumn, type Filter, isOfProject, labelsOf, seriesColumn, toWhere } from './filters.ts'
import type { Period, ZoneDays } from './periods.ts'

export interface Question {
  groupBy: AnyLabel
  /** Groups within the groups. */
  subgroupBy?: AnyLabel
  /** Labels that tell apart groups of one value: the key is then a JSON array of theirs and its own. */
  qualifiedBy?: readonly GroupLabel[]
  filters: Filter[]
  /** One row a bucket instead of one a period. */
  byBucket: boolean
  /** Whether latencies are asked for. Fine label rollups do not know them. */
  latency: boolean
  /** A query of the users that are asked about, where only users are asked about. */
  users?: SQL
}

/** `key`, `subkey`, bucket and sums of one period, from the rollup that knows the answer. */
export function sumsQuery(question: Question, period: Period, rollup: ReadFrom): SQL {
  switch (rollup) {
    case 'labels':
      return fromLabels(question, labelsOfPeriod(question, period))
    case 'labelDays':
      return withEdges(question, period, fromLabelDays(question, period.days!), (edges) =>
        question.latency
          ? fromEvents(question, eventsOfEdges(question, edges))
          : fromLabels(question, labelsOfEdges(edges)),
      )
    case 'seriesDays':
      return withEdges(question, period, fromSeriesDays(question, period.days!), (edges) =>
        fromEvents(question, eventsOfEdges(question, edges)),
      )
    case 'userDays':
      return withEdges(question, period, fromUserDays(question, period.days!), (edges) =>
        fromEvents(question, eventsOfEdges(question, edges), userOfDay(period.days!)),
      )
    case 'events':
      return fromEvents(question, eventsOfPeriod(question, period))
    default:
      return rollup satisfies never
  }
}

const sums = ({ latency }: Question) => (latency ? countedWithLatency : countedSums)
const GROUPS = sql.raw('group by 1, 2, 3')

/** Whole days, with what they have too much or too little at the bounds of buckets, from what knows hours. */
function withEdges(
  question: Question,
  period: Period,
  days: SQL,
  readEdges: (edges: readonly DayEdge[]) => SQL,
): SQL {
  const edges = dayEdges(period, question.byBucket)
  if (edges.length === 0) return days
  const signs = edges.flatMap((edge, place) => edge.signs.map(({ at, sign }) => `(${place}, ${at}, ${sign})`))
  const columns = question.latency ? signedWithLatency : signedSums
  return sql`
    select key, subkey, at, ${sums(question)} from (
      ${days}
      union all select key, subkey, signs.at, ${columns} from (${readEdges(edges)}) as edges
        join (values ${sql.raw(signs.join(', '))}) as signs (place, at, sign) on signs.place = edges.at
    ) as both_parts ${GROUPS} having sum(requests) > 0`
}

function groups({ groupBy, subgroupBy, qualifiedBy }: Question, column: (label: AnyLabel) => SQL): SQL {
  const labels = [...(qualifiedBy ?? []), groupBy].map(column)
  const key = qualifiedBy ? sql`json_build_array(${sql.join(labels, sql`, `)})::text` : labels[0]!
  return sql`${key} as key, ${subgroupBy ? column(subgroupBy) : sql`null::text`} as subkey`
}

const labelColumn = (name: AnyLabel) => sql.raw(name === 'project' ? 'l.project_id::text' : 'l.value')

/** The one label, beside the project, that the question is about. */
const onlyLabel = ({ groupBy, subgroupBy = groupBy, filters }: Question) =>
  [groupBy, subgroupBy, ...labelsOf(filters)].find((name) => name !== 'project') ?? 'project'

/** Rows of a table under their alias, and the bucket or the edge that each belongs to. */
interface Rows {
  rows: SQL
  at: SQL
}

const labelsOfPeriod = (question: Question, { starts, until }: Period): Rows => ({
  rows: sql`label_rollups r on r.label_id = l.id
    and r.bucket >= ${toBucket(starts[0]!)}::int and r.bucket < ${toBucket(until)}::int`,
  at: bucketIndex(question, sql.raw('r.bucket'), starts.map(toBucket)),
})

const labelsOfEdges = (edges: readonly DayEdge[]): Rows => ({
  rows: sql`${edgeRows(edges, toBucket)} on true cross join lateral (select * from label_rollups
    where label_id = l.id and bucket >= edge.since and bucket < edge.until ${EACH}) as r`,
  at: sql.raw('edge.place'),
})

function fromLabels(question: Question, { rows, at }: Rows): SQL {
  return sql`
    select ${groups(question, labelColumn)}, ${at} as at, ${countedSums}
    from labels l join ${rows}
    where l.name = ${onlyLabel(question)} and ${toWhere(question.filters, labelColumn, sql.raw('l.project_id'))}
    ${GROUPS}`
}

function edgeRows(edges: readonly DayEdge[], toUnit = (second: number) => second): SQL {
  const rows = edges.map(
    ({ from, until, day }, place) => `(${place}, ${toUnit(from)}, ${toUnit(until)}, ${day})`,
  )
  return sql.raw(`(values ${rows.join(', ')}) as edge (place, since, until, day)`)
}

/** Keeps Postgres from guessing how many rows an edge has: each is looked up in the index. */
const EACH = sql.raw('offset 0')

function fromLabelDays(question: Question, days: ZoneDays): SQL {
  return sql`
    select ${groups(question, labelColumn)}, ${dayIndex(question, days)} as at, ${sums(question)}
    from labels l join label_day_rollups r on r.label_id = l.id
    where l.name = ${onlyLabel(question)} and ${toWhere(question.filters, labelColumn, sql.raw('l.project_id'))}
      and ${areDays(days)} ${GROUPS}`
}

function fromSeriesDays(question: Question, days: ZoneDays): SQL {
  return sql`
    select ${groups(question, seriesColumn)}, ${dayIndex(question, days)} as at, ${sums(question)}
    from series s join series_rollups r on r.series_id = s.id
    where ${toWhere(question.filters, seriesColumn, sql.raw('s.project_id'))} and ${areDays(days)} ${GROUPS}`
}

function fromUserDays(question: Question, days: ZoneDays): SQL {
  const column = (name: AnyLabel) => sql.raw(name === 'project' ? 'r.project_id::text' : 'r.user_id')
  return sql`
    select ${groups(question, column)}, ${dayIndex(question, days)} as at, ${countedSums}
    from user_day_rollups r
    where ${toWhere(question.filters, column, sql.raw('r.project_id'))} and ${areDays(days)}
      ${isAmong(question, column('user'))} ${GROUPS}`
}

const eventsOfPeriod = (question: Question, { starts, until }: Period): Rows => ({
  rows: sql`(select * from usage_events
    where occurred_at >= to_timestamp(${starts[0]!}) and occurred_at < to_timestamp(${until})) as e`,
  at: bucketIndex(question, sql.raw('floor(extract(epoch from e.occurred_at))::int'), starts),
})

function eventsOfEdges({ filters }: Question, edges: readonly DayEdge[]): Rows {
  const project = sql.raw('project_id')
  const ofProjects = toWhere(filters.filter(isOfProject), () => project, project)
  return {
    rows: sql`${edgeRows(edges)} cross join lateral (select * from usage_events
      where ${ofProjects} and occurred_at >= to_timestamp(edge.since) and occurred_at < to_timestamp(edge.until)
      ${EACH}) as e`,
    at: sql.raw('edge.place'),
  }
}

/** A user that is counted with the others on the day of an edge is counted with them there, too. */
const userOfDay = ({ zoneId }: ZoneDays) => sql`
  case when e.user_id is not null
    and (e.project_id, edge.day) in (select project_id, day from user_day_rollups
      where zone_id = ${zoneId}::smallint and user_id = ${OTHER_VALUE})
    and not exists (select from user_day_rollups u where u.project_id = e.project_id
      and u.zone_id = ${zoneId}::smallint and u.day = edge.day and u.user_id = e.user_id)
  then ${OTHER_VALUE} else coalesce(e.user_id, '') end`

function fromEvents(question: Question, { rows, at }: Rows, user?: SQL): SQL {
  const status = (name: string) => `count(*) filter (where e.cost_status = '${name}') as ${name}`
  const statuses = ['priced', 'partial', 'reported', 'unpriced', 'invalid'].map(status)
  const tokens = ['input', 'cache_read', 'cache_write', 'output'].map(
    (side) => `sum(e.${side}_tokens) as ${side}_tokens`,
  )
  const added = ['count(*) as requests', 'count(*) filter (where e.failed) as errors', ...statuses]
  const cost = 'coalesce(sum(e.cost_pico_usd), 0) as cost_pico_usd'
  const latency = question.latency ? sql`, ${packedLatencies('1')} as latency` : sql``
  const column = (label: AnyLabel) => (label === 'user' && user ? user : eventColumn(label))
  return sql`
    select ${groups(question, column)}, ${at} as at, ${sql.raw([...added, cost, ...tokens].join(', '))}${latency}
    from ${rows} join series s on s.id = e.series_id
    where ${toWhere(question.filters, column, sql.raw('e.project_id'))} ${isAmong(question, column('user'))} ${GROUPS}`
}

const isAmong = ({ users }: Question, user: SQL) => (users ? sql`and ${user} = any(array(${users}))` : sql``)

const areDays = ({ zoneId, bounds }: ZoneDays) =>
  sql`r.zone_id = ${zoneId}::smallint and r.day >= ${bounds[0]!.day}::int and r.day < ${bounds.at(-1)!.day}::int`

const dayIndex = (question: Question, { bounds }: ZoneDays) =>
  bucketIndex(
    question,
    sql.raw('r.day'),
    bounds.slice(0, -1).map(({ day }) => day),
  )

const toBucket = (second: number) => second / BUCKET_SECONDS

/** Which bucket a row falls into, by the steps in which its column counts time. */
function bucketIndex({ byBucket }: Question, column: SQL, starts: number[]): SQL {
  if (!byBucket) return sql.raw('0')
  return sql`width_bucket(${column}, ${sql.raw(`array[${starts.join(',')}]::int[]`)}) - 1`
}
