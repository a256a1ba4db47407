import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { ClientError } from '#server/errors.ts'
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
}

export interface Periods {
  bucket: BucketSize
  current: Period
  previous: Period | null
}

type PeriodQuery = Pick<SpendByQuery, 'range' | 'timeZone' | 'compare'> & { bucket: BucketSize | 'auto' }

const DAYS_BACK: Record<string, number> = { '7d': 7, '30d': 30, '90d': 90 }
const DAY_MS = 86_400_000
const LONGEST_RANGE_DAYS = 1_100
const MOST_BUCKETS = 1_500

/**
 * Turns a range into instants. All calendar arithmetic is done by Postgres, in the zone asked for, in one place;
 * the previous period lies whole weeks before, so that weekdays match.
 * @throws ClientError 400 for a zone that Node or Postgres does not know, or too many buckets.
 */
export async function resolvePeriods(ctx: AppContext, query: PeriodQuery): Promise<Periods> {
  const zone = requireZone(query.timeZone)
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
  const shifts = query.compare === 'previous' ? [0, Math.ceil(days / 7) * 7] : [0]
  const [current, previous] = await Promise.all(
    shifts.map((shift) => cut(ctx, { ...bounds, zone, now, bucket, shift })),
  )
  return { bucket, current: current!, previous: previous ?? null }
}

/** Up to 48 hours by hour, up to 26 weeks by day, above by week. */
function chooseBucket(days: number): BucketSize {
  if (days <= 2) return 'hour'
  return days <= 182 ? 'day' : 'week'
}

/** Only names of the form `Area/Place`: Node and Postgres disagree about the sign of `GMT+5`. */
function requireZone(name: string): string {
  if (name === 'UTC' || (/^[A-Z][A-Za-z]+\/[\w+/-]+$/.test(name) && isZone(name))) return name
  throw unknownZone(name)
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const unknownZone = (name: string) =>
  invalidQuery(`${JSON.stringify(name)} is not an IANA time zone such as Europe/Berlin.`, 'invalid_time_zone')

const invalidQuery = (detail: string, code = 'invalid_query') => new ClientError(400, code, detail)

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
  now: Date
  bucket: BucketSize
  shift: number
}

async function cut(ctx: AppContext, { first, end, zone, now, bucket, shift }: Cut): Promise<Period> {
  const moved = (local: SQL) => sql`((${local}) - ${shift}::int * interval '1 day') at time zone ${zone}`
  const step = sql.raw(`interval '1 ${bucket}'`)
  // Hours are steps of real time: at a change of the clock a local hour is missing or there twice.
  const starts =
    bucket === 'hour'
      ? sql`select at from generate_series(${moved(sql`${first}::timestamp`)},
          ${moved(sql`${end}::timestamp`)} - interval '1 second', ${step}) as at`
      : sql`select ${moved(sql`greatest(local, ${first}::timestamp)`)} as at
          from generate_series(date_trunc(${sql.raw(`'${bucket}'`)}, ${first}::timestamp),
          ${end}::timestamp - interval '1 second', ${step}) as local`
  const nextStep = new Date(Math.ceil(now.getTime() / (BUCKET_SECONDS * 1000)) * BUCKET_SECONDS * 1000)
  const movedNow = moved(sql`${nextStep.toISOString()}::timestamptz at time zone ${zone}`)
  const [row] = await ctx.db.execute<{ starts: string[]; end: string; now: string }>(sql`
    select array_agg(distinct extract(epoch from starts.at)::bigint) as starts,
      extract(epoch from ${moved(sql`${end}::timestamp`)})::bigint as end,
      extract(epoch from ${movedNow})::bigint as now
    from (${starts}) as starts`)
  return toPeriod(row!, shift > 0)
}

function toPeriod(row: { starts: string[]; end: string; now: string }, isPrevious: boolean): Period {
  const starts = row.starts.map(Number).sort((a, b) => a - b)
  const end = Number(row.end)
  // Nothing is stored beyond now, so only the previous period has to be cut to the same elapsed time.
  return { starts, end, until: isPrevious ? Math.min(end, Math.max(Number(row.now), starts[0]!)) : end }
}
