import { type SQL, sql } from 'drizzle-orm'
import { OTHER_VALUE } from '#shared/api/labels.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { packedLatencies } from './latency-histogram.ts'
import { addedSums, addedWithLatency } from './sums.ts'
import { bucketOf, zoneDay } from './zone-day.ts'

/** Users of a project and day that are counted by name; more are counted together. */
export const MAX_USERS_A_DAY = 10_000

/**
 * The expression of a CTE `sums`: what each series and user add in each 15 minutes. `sign` is 1, or -1 for events
 * that are taken back.
 */
export function sumsOf(events: SQL, sign: '1' | '-1' = '1'): SQL {
  const count = (condition: string) => sql.raw(`coalesce(sum(${sign}) filter (where ${condition}), 0)`)
  const total = (column: string) => sql.raw(`coalesce(sum(${sign} * ${column}), 0) as ${column}`)
  const status = (name: string) => sql`${count(`cost_status = '${name}'`)} as ${sql.raw(name)}`
  return sql`
    select project_id, series_id, coalesce(user_id, '') as user_id, ${bucketOf('occurred_at')} as bucket,
      sum(${sql.raw(sign)}) as requests, ${count('failed')} as errors,
      ${status('priced')}, ${status('partial')}, ${status('reported')}, ${status('unpriced')}, ${status('invalid')},
      ${total('cost_pico_usd')}, ${total('input_tokens')}, ${total('cache_read_tokens')},
      ${total('cache_write_tokens')}, ${total('output_tokens')}, ${packedLatencies(sign)} as latency
    from ${events} group by 1, 2, 3, 4`
}

/** The zones whose days are written, and up to which bucket: one that is being built takes what is built already. */
export const ZONES = sql`zones as materialized (
  select id, name, coalesce(built_bucket, 2147483647) as built_bucket from rollup_zones where state <> 'retired')`

/** One zone as if it were built: for checking and repairing its days. */
export const onlyZone = (id: number) => sql`zones as materialized (
  select id, name, 2147483647 as built_bucket from rollup_zones where id = ${sql.raw(String(id))})`

/** The events of some 15-minute buckets, the last one excluded. */
export const eventsBetween = (from: number, until: number) => sql`
  (select * from usage_events where occurred_at >= to_timestamp(${sql.raw(String(from * BUCKET_SECONDS))})
    and occurred_at < to_timestamp(${sql.raw(String(until * BUCKET_SECONDS))})) as between_buckets`

const day = zoneDay(sql.raw('bucket'), sql.raw('z.name'))

/** CTEs over `sums` and `zones`: the same by series and bucket, and by series or user and day of each zone. */
export const SERIES_SUMS = sql`
  series_sums as materialized (
    select series_id, bucket, ${addedWithLatency} from sums group by 1, 2
  ), day_sums as materialized (
    select series_id, z.id as zone_id, ${day} as day, ${addedWithLatency}
    from series_sums cross join zones z where bucket < z.built_bucket group by 1, 2, 3
  ), user_sums as materialized (
    select project_id, user_id, z.id as zone_id, ${day} as day, ${addedSums}
    from sums cross join zones z where bucket < z.built_bucket group by 1, 2, 3, 4
  ), busy_days as materialized (
    select *, (select count(*) from user_day_rollups r
      where r.project_id = d.project_id and r.zone_id = d.zone_id and r.day = d.day) as users
    from (select distinct project_id, zone_id, day from user_sums) as d
  )`

/** The rows that each rollup gets, as queries over those CTEs. */
export const ROLLUP_ROWS = {
  labels: sql`
    select label_id, bucket, ${addedSums} from series_sums join series_labels using (series_id) group by 1, 2`,
  labelDays: sql`
    select label_id, zone_id, day, ${addedWithLatency}
    from day_sums join series_labels using (series_id) group by 1, 2, 3`,
  seriesDays: sql`select * from day_sums`,
  /** A user who has a row keeps it; new ones get a row while the day has room, those who spent most first. */
  userDays: sql`
    select project_id, case when user_id = '' or is_known or users + place <= ${sql.raw(String(MAX_USERS_A_DAY))}
        then user_id else ${sql.raw(`'${OTHER_VALUE}'`)} end as user_id, zone_id, day, ${addedSums}
    from (
      select *, row_number() over (partition by project_id, zone_id, day, is_known
        order by cost_pico_usd desc, user_id) as place
      from (
        select u.*, users, coalesce(is_known, false) as is_known
        from user_sums u join busy_days using (project_id, zone_id, day)
          left join lateral (
            select true as is_known from user_day_rollups r where r.project_id = u.project_id
              and r.zone_id = u.zone_id and r.day = u.day and r.user_id = u.user_id limit 1) as r on true
      ) as known
    ) as placed group by 1, 2, 3, 4`,
}
