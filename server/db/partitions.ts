import { sql } from 'drizzle-orm'
import type { Orm } from './client.ts'

/** Events are accepted 365 days back; two months ahead leave the job that makes partitions time to fail. */
const MONTHS_BACK = 12
const MONTHS_AHEAD = 2

/** Makes the monthly partitions of `usage_events` around `now` that are missing. Returns their names. */
export async function makePartitions(orm: Orm, now: Date): Promise<string[]> {
  const existing = await partitionNames(orm)
  const missing = monthsAround(now).filter((month) => !existing.has(month.name))
  for (const { name, from, to } of missing) {
    await orm.execute(
      sql.raw(
        `create table if not exists ${name} partition of usage_events for values from ('${from}') to ('${to}')`,
      ),
    )
  }
  return missing.map((month) => month.name)
}

async function partitionNames(orm: Orm): Promise<Set<string>> {
  const rows = await orm.execute<{ name: string }>(
    sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'usage_events'::regclass`,
  )
  return new Set(rows.map((row) => row.name))
}

function monthsAround(now: Date): { name: string; from: string; to: string }[] {
  return Array.from({ length: MONTHS_BACK + MONTHS_AHEAD + 1 }, (_, index) => {
    const month = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1))
    const from = month(index - MONTHS_BACK).toISOString()
    const to = month(index - MONTHS_BACK + 1).toISOString()
    return { name: `usage_events_${from.slice(0, 7).replace('-', '_')}`, from, to }
  })
}
