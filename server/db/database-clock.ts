import { sql } from 'drizzle-orm'
import type { Orm } from './client.ts'

/** What time it is by the clock of the database. */
export async function readDatabaseClock(orm: Orm): Promise<Date> {
  const [row] = await orm.execute<{ now: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`,
  )
  return new Date(Number(row!.now))
}
