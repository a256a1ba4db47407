import { type SQL, sql } from 'drizzle-orm'
import { BUCKET_SECONDS } from '#shared/time.ts'

/** A zone whose days are kept in rollups. */
export interface RollupZone {
  id: number
  name: string
}

/**
 * Which day of a zone a 15-minute bucket lies in, counted since 1970. A day begins where Postgres puts its midnight;
 * where a clock change repeats midnight, the hour before the second one still belongs to the day before.
 */
export function zoneDay(bucket: SQL, zone: SQL): SQL {
  const instant = sql`to_timestamp(${bucket} * ${sql.raw(`${BUCKET_SECONDS}.0`)})`
  const date = sql`(${instant} at time zone ${zone})::date`
  return sql`(${date} - date '1970-01-01' - (${instant} < (${date}::timestamp at time zone ${zone}))::int)`
}

/** The 15-minute bucket of an event's time. */
export const bucketOf = (occurredAt: string) =>
  sql.raw(`floor(extract(epoch from ${occurredAt}) / ${BUCKET_SECONDS})::int`)
