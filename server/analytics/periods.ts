import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { requireZoneName, unknownZone } from '#server/db/require-zone.ts'
import { ClientError } from '#server/errors.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import { zoneDay } from '#server/rollups/zone-day.ts'
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
  /** The same in days of the installation's zone, where the buckets are made of whole ones: then days answer for it. */
  days: ZoneDays | null
}

export interface ZoneDays {
  zoneId: number
  /** Day in which each bucket starts, counted since 1970. */
  starts: number[]
  /** The day in which `until` lies: those before it are counted whole. */
  until: number
  /** Where that day starts. Seconds since 1970. */
  untilStart: number
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
  const isWholeDays = bucket !== 'hour' && query.range !== '24h' && active?.name === zone
  const zoneId = isWholeDays ? active.id : null
  const shifts = query.compare === 'previous' ? [0, Math.ceil(days / 7) * 7] : [0]
  const [current, previous] = await Promise.all(
    shifts.map((shift) => cut(ctx, { ...bounds, zone, zoneId, now, bucket, shift })),
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
  zoneId: number | null
  now: Date
  bucket: BucketSize
  shift: number
}

interface CutRow extends Record<string, unknown> {
  /** Second and day of each start. */
  starts: [number, number][]
  end: number
  until: number
  untilDay: number
  untilDayStart: number
}

async function cut(ctx: AppContext, { first, end, zone, zoneId, now, bucket, shift }: Cut): Promise<Period> {
  const moved = (local: SQL) => sql`((${local}) - ${shift}::int * interval '1 day')`
  const instant = (local: SQL) => sql`(${moved(local)} at time zone ${zone})`
  const second = (at: SQL) => sql`extract(epoch from ${at})::float8`
  const step = sql.raw(`interval '1 ${bucket}'`)
  // Hours are steps of real time: at a change of the clock a local hour is missing or there twice.
  const starts =
    bucket === 'hour'
      ? sql`select at, 0 as day from generate_series(${instant(sql`${first}::timestamp`)},
          ${instant(sql`${end}::timestamp`)} - interval '1 second', ${step}) as at`
      : sql`select ${instant(sql`greatest(local, ${first}::timestamp)`)} as at,
            max(${moved(sql`greatest(local, ${first}::timestamp)`)}::date - date '1970-01-01') as day
          from generate_series(date_trunc(${sql.raw(`'${bucket}'`)}, ${first}::timestamp),
          ${end}::timestamp - interval '1 second', ${step}) as local group by 1`
  const nextStep = new Date(Math.ceil(now.getTime() / (BUCKET_SECONDS * 1000)) * BUCKET_SECONDS * 1000)
  const localNow = sql`${nextStep.toISOString()}::timestamptz at time zone ${zone}`
  // Nothing is stored beyond now, so only the previous period has to be cut to the same elapsed time.
  const until =
    shift === 0 ? sql`bounds.end` : sql`least(bounds.end, greatest(bounds.now, (select min(at) from starts)))`
  const [row] = await ctx.db.execute<CutRow>(sql`
    with starts as (${starts}),
    bounds as (select ${instant(sql`${end}::timestamp`)} as end, ${instant(localNow)} as now),
    cut as (select ${until} as until from bounds),
    last as (select ${zoneDay(sql`extract(epoch from until) / ${sql.raw(String(BUCKET_SECONDS))}`, sql`${zone}`)} as day from cut)
    select (select json_agg(json_build_array(${second(sql`at`)}, day) order by at) from starts) as starts,
      ${second(sql`bounds.end`)} as end, ${second(sql`until`)} as until, last.day as "untilDay",
      ${second(sql`(date '1970-01-01' + last.day)::timestamp at time zone ${zone}`)} as "untilDayStart"
    from bounds, cut, last`)
  return toPeriod(row!, zoneId)
}

function toPeriod({ starts, end, until, untilDay, untilDayStart }: CutRow, zoneId: number | null): Period {
  const days = zoneId !== null && {
    zoneId,
    starts: starts.map(([, day]) => day),
    until: untilDay,
    untilStart: untilDayStart,
  }
  return { starts: starts.map(([second]) => second), end, until, days: days || null }
}
