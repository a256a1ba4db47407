import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { requireZoneName, unknownZone } from '#server/db/require-zone.ts'
import { ClientError } from '#server/errors.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import { type RollupZone, zoneDay } from '#server/rollups/zone-day.ts'
import { LONGEST_RANGE_DAYS } from '#shared/api/range-limits.ts'
import type { BucketSize, SpendByQuery } from '#shared/api/spend.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'

/** A stretch of time cut into buckets. Seconds since 1970, all multiples of 15 minutes. */
export interface Period {
  /** Start of each bucket. */
  starts: number[]
  /** Where the last bucket ends. */
  end: number
  /** Up to where it is counted: now for the current period, the same elapsed time for the previous one. */
  until: number
  /** The days that stand for it in rollups; null where buckets are shorter than days. */
  days: ZoneDays | null
}

/** Days of the installation's zone. */
export interface ZoneDays {
  zoneId: number
  /** The day that begins nearest to the start of each bucket, and last the one nearest to `until`. */
  bounds: { day: number; start: number }[]
}

export interface Periods {
  bucket: BucketSize
  current: Period
  previous: Period | null
}

type PeriodQuery = Pick<SpendByQuery, 'range' | 'timeZone' | 'compare'> & { bucket: BucketSize | 'auto' }

const DAYS_BACK: Record<string, number> = { '7d': 7, '30d': 30, '90d': 90 }
const DAY_MS = 86_400_000
const MOST_BUCKETS = 1_500

/**
 * Turns a range into instants. All calendar arithmetic is done by Postgres, in the zone asked for, in one place;
 * the previous period lies whole weeks before, so that weekdays match.
 * @throws ClientError 400 for a zone that Node or Postgres does not know, or too many buckets.
 */
export async function resolvePeriods(ctx: AppContext, query: PeriodQuery): Promise<Periods> {
  const zone = query.timeZone
  requireZoneName(zone)
  const now = ctx.clock()
  const bounds = await localBounds(ctx, query.range, zone, now).catch((error) => {
    throw classifyDatabaseError(error) === 'bad-value' ? unknownZone(zone) : error
  })
  const days = Math.max(
    1,
    Math.round((Date.parse(`${bounds.end}Z`) - Date.parse(`${bounds.first}Z`)) / DAY_MS),
  )
  if (days > LONGEST_RANGE_DAYS) throw invalidQuery(`A range is ${LONGEST_RANGE_DAYS} days at the most.`)
  const bucket = query.bucket === 'auto' ? chooseBucket(days) : query.bucket
  if (bucket === 'hour' && days * 24 > MOST_BUCKETS)
    throw invalidQuery('Too long a range for buckets of an hour.')
  const active = await loadActiveZone(ctx)
  const dayZone = bucket !== 'hour' && query.range !== '24h' ? (active ?? null) : null
  const shifts = query.compare === 'previous' ? [0, Math.ceil(days / 7) * 7] : [0]
  const [current, previous] = await Promise.all(
    shifts.map((shift) => cut(ctx, { ...bounds, zone, dayZone, now, bucket, shift })),
  )
  return { bucket, current: current!, previous: previous ?? null }
}

/** Up to 48 hours by hour, up to 26 weeks by day, above by week. */
function chooseBucket(days: number): BucketSize {
  if (days <= 2) return 'hour'
  return days <= 182 ? 'day' : 'week'
}

const invalidQuery = (detail: string) => new ClientError(400, 'invalid_query', detail)

interface LocalBounds {
  first: string
  end: string
}

/** First and end of the range as local clock times. */
async function localBounds(ctx: AppContext, range: string, zone: string, now: Date): Promise<LocalBounds> {
  const local = sql`(${now.toISOString()}::timestamptz at time zone ${zone})`
  const [from, to] = range.split('..')
  const [first, end] = to
    ? [sql`${from}::date`, sql`${to}::date + 1`]
    : range === '24h'
      ? [
          sql`date_trunc('hour', ${local}) - interval '23 hours'`,
          sql`date_trunc('hour', ${local}) + interval '1 hour'`,
        ]
      : range === 'mtd'
        ? [sql`date_trunc('month', ${local})`, sql`${local}::date + 1`]
        : [sql`${local}::date - ${DAYS_BACK[range]! - 1}::int`, sql`${local}::date + 1`]
  const asText = (value: SQL) => sql`to_char((${value})::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS')`
  const [row] = await ctx.db.execute<{ first: string; end: string }>(
    sql`select ${asText(first)} as first, ${asText(end)} as end`,
  )
  return row!
}

interface Cut extends LocalBounds {
  zone: string
  dayZone: RollupZone | null
  now: Date
  bucket: BucketSize
  shift: number
}

interface CutRow extends Record<string, unknown> {
  starts: number[]
  end: number
  until: number
}

async function cut(ctx: AppContext, { first, end, zone, dayZone, now, bucket, shift }: Cut): Promise<Period> {
  const moved = (local: SQL) => sql`((${local}) - ${shift}::int * interval '1 day')`
  const instant = (local: SQL) => sql`(${moved(local)} at time zone ${zone})`
  const second = (at: SQL) => sql`extract(epoch from ${at})::float8`
  const step = sql.raw(`interval '1 ${bucket}'`)
  // Hours are steps of real time: at a change of the clock a local hour is missing or there twice.
  const starts =
    bucket === 'hour'
      ? sql`select at from generate_series(${instant(sql`${first}::timestamp`)},
          ${instant(sql`${end}::timestamp`)} - interval '1 second', ${step}) as at`
      : sql`select distinct ${instant(sql`greatest(local, ${first}::timestamp)`)} as at
          from generate_series(date_trunc(${sql.raw(`'${bucket}'`)}, ${first}::timestamp),
          ${end}::timestamp - interval '1 second', ${step}) as local`
  const nextStep = new Date(Math.ceil(now.getTime() / (BUCKET_SECONDS * 1000)) * BUCKET_SECONDS * 1000)
  const localNow = sql`${nextStep.toISOString()}::timestamptz at time zone ${zone}`
  // Nothing is stored beyond now, so only the previous period has to be cut to the same elapsed time.
  const until =
    shift === 0 ? sql`bounds.end` : sql`least(bounds.end, greatest(bounds.now, (select min(at) from starts)))`
  const [row] = await ctx.db.execute<CutRow>(sql`
    with starts as (${starts}),
    bounds as (select ${instant(sql`${end}::timestamp`)} as end, ${instant(localNow)} as now)
    select (select json_agg(${second(sql`at`)} order by at) from starts) as starts,
      ${second(sql`bounds.end`)} as end, ${second(until)} as until
    from bounds`)
  const period = row!
  return { ...period, days: dayZone && (await nearestDays(ctx, period, dayZone)) }
}

async function nearestDays(
  ctx: AppContext,
  { starts, until }: CutRow,
  { id, name }: RollupZone,
): Promise<ZoneDays> {
  const at = [...starts.map((start) => Math.min(start, until)), until]
  const startOf = (day: SQL) =>
    sql`extract(epoch from (date '1970-01-01' + ${day})::timestamp at time zone ${name})::float8`
  const rows = await ctx.db.execute<{ day: number; start: number }>(sql`
    select case when at - start <= next - at then day else day + 1 end as day,
      case when at - start <= next - at then start else next end as start
    from (
      select place, at, day, ${startOf(sql`day`)} as start, ${startOf(sql`day + 1`)} as next
      from unnest(${`{${at.join(',')}}`}::float8[]) with ordinality as bounds(at, place),
        lateral (select ${zoneDay(sql`(at / ${sql.raw(String(BUCKET_SECONDS))})`, sql`${name}`)} as day) as days
    ) as around order by place`)
  return { zoneId: id, bounds: rows.map(({ day, start }) => ({ day, start })) }
}
