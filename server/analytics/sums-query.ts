import { type SQL, sql } from 'drizzle-orm'
import { packedLatencies } from '#server/rollups/latency-histogram.ts'
import { countedSums, countedWithLatency } from '#server/rollups/sums.ts'
import type { AnyLabel, GroupLabel } from '#shared/api/labels.ts'
import type { ReadFrom } from '#shared/api/spend.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { eventColumn, type Filter, labelsOf, seriesColumn, toWhere } from './filters.ts'
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
}

/** `key`, `subkey`, bucket and sums of one period, from the rollup that knows the answer. */
export function sumsQuery(question: Question, period: Period, rollup: ReadFrom): SQL {
  const { days } = period
  switch (rollup) {
    case 'labels':
      return fromLabels(question, period, period.starts[0]!, period.until)
    case 'labelDays':
      return withRest(
        question,
        period,
        fromLabelDays(question, days!),
        question.latency ? fromEvents : fromLabels,
      )
    case 'seriesDays':
      return withRest(question, period, fromSeriesDays(question, days!), fromEvents)
    case 'userDays':
      return withRest(question, period, fromUserDays(question, days!), fromEvents)
    case 'events':
      return fromEvents(question, period, period.starts[0]!, period.until)
    default:
      return rollup satisfies never
  }
}

const sums = ({ latency }: Question) => (latency ? countedWithLatency : countedSums)
const GROUPS = sql.raw('group by 1, 2, 3')

/** Whole days, and what is left of the day that the period cuts, from what knows hours. */
function withRest(question: Question, period: Period, days: SQL, readRest: typeof fromEvents): SQL {
  const { untilStart } = period.days!
  if (untilStart === period.until) return days
  const rest = readRest(question, period, untilStart, period.until)
  return sql`select key, subkey, at, ${sums(question)} from (${days} union all ${rest}) as both_parts ${GROUPS}`
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

function fromLabels(question: Question, period: Period, from: number, until: number): SQL {
  const at = bucketIndex(question, sql.raw('r.bucket'), period.starts.map(toBucket))
  return sql`
    select ${groups(question, labelColumn)}, ${at} as at, ${countedSums}
    from labels l join label_rollups r on r.label_id = l.id
    where l.name = ${onlyLabel(question)} and ${toWhere(question.filters, labelColumn, sql.raw('l.project_id'))}
      and r.bucket >= ${toBucket(from)}::int and r.bucket < ${toBucket(until)}::int ${GROUPS}`
}

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
    where ${toWhere(question.filters, column, sql.raw('r.project_id'))} and ${areDays(days)} ${GROUPS}`
}

function fromEvents(question: Question, period: Period, from: number, until: number): SQL {
  const second = sql.raw('floor(extract(epoch from e.occurred_at))::int')
  const status = (name: string) => `count(*) filter (where e.cost_status = '${name}') as ${name}`
  const statuses = ['priced', 'partial', 'reported', 'unpriced', 'invalid'].map(status)
  const tokens = ['input', 'cache_read', 'cache_write', 'output'].map(
    (side) => `sum(e.${side}_tokens) as ${side}_tokens`,
  )
  const added = ['count(*) as requests', 'count(*) filter (where e.failed) as errors', ...statuses]
  const cost = 'coalesce(sum(e.cost_pico_usd), 0) as cost_pico_usd'
  const latency = question.latency ? sql`, ${packedLatencies('1')} as latency` : sql``
  return sql`
    select ${groups(question, eventColumn)}, ${bucketIndex(question, second, period.starts)} as at,
      ${sql.raw([...added, cost, ...tokens].join(', '))}${latency}
    from usage_events e join series s on s.id = e.series_id
    where ${toWhere(question.filters, eventColumn, sql.raw('e.project_id'))}
      and e.occurred_at >= to_timestamp(${from}) and e.occurred_at < to_timestamp(${until}) ${GROUPS}`
}

const areDays = ({ zoneId, starts, until }: ZoneDays) =>
  sql`r.zone_id = ${zoneId}::smallint and r.day >= ${starts[0]!}::int and r.day < ${until}::int`

const toBucket = (second: number) => second / BUCKET_SECONDS

const dayIndex = (question: Question, days: ZoneDays) => bucketIndex(question, sql.raw('r.day'), days.starts)

/** Which bucket a row falls into, by the steps in which its column counts time. */
function bucketIndex({ byBucket }: Question, column: SQL, starts: number[]): SQL {
  if (!byBucket) return sql.raw('0')
  return sql`width_bucket(${column}, ${sql.raw(`array[${starts.join(',')}]::int[]`)}) - 1`
}
