import { type SQL, sql } from 'drizzle-orm'
import { BUCKET_SECONDS, DAY_SECONDS } from '#shared/time.ts'

const SUMS = [
  'requests',
  'errors',
  'priced',
  'partial',
  'reported',
  'unpriced',
  'invalid',
  'cost_pico_usd',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
]

const columns = sql.raw(SUMS.join(', '))
const addedUp = sql.raw(SUMS.map((name) => `sum(${name})`).join(', '))
const addTo = (table: string) =>
  sql.raw(SUMS.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', '))
const bucketSeconds = sql.raw(String(BUCKET_SECONDS))
const bucketsPerDay = sql.raw(`${DAY_SECONDS / BUCKET_SECONDS}.0`)

/**
 * The expressions of a CTE `sums`: what each series adds in each 15 minutes. `sign` is 1, or -1 for events that are
 * taken back.
 */
export function sumsBySeriesAndBucket(events: SQL, sign: SQL = sql.raw('1')): SQL {
  const count = (condition: string) => sql`coalesce(sum(${sign}) filter (where ${sql.raw(condition)}), 0)`
  const total = (column: string) => sql`coalesce(sum(${sign} * ${sql.raw(column)}), 0) as ${sql.raw(column)}`
  const status = (name: string) => sql`${count(`cost_status = '${name}'`)} as ${sql.raw(name)}`
  return sql`
    select series_id, floor(extract(epoch from occurred_at) / ${bucketSeconds})::int as bucket,
      sum(${sign}) as requests, ${count('failed')} as errors,
      ${status('priced')}, ${status('partial')}, ${status('reported')}, ${status('unpriced')}, ${status('invalid')},
      ${total('cost_pico_usd')}, ${total('input_tokens')}, ${total('cache_read_tokens')},
      ${total('cache_write_tokens')}, ${total('output_tokens')}
    from ${events} group by 1, 2`
}

/** CTEs that add a CTE named `sums` to both rollups; rows always in the same order, so that writers do not deadlock. */
export const upsertRollups = sql`
  label_sums as (
    insert into label_rollups (label_id, bucket, ${columns})
    select label_id, bucket, ${addedUp} from sums join series_labels using (series_id)
    group by 1, 2 order by 1, 2
    on conflict (label_id, bucket) do update set ${addTo('label_rollups')}
  ), series_sums as (
    insert into series_rollups (series_id, day, ${columns})
    select series_id, floor(bucket / ${bucketsPerDay})::int, ${addedUp} from sums
    group by 1, 2 order by 1, 2
    on conflict (series_id, day) do update set ${addTo('series_rollups')}
  )`
