import { sql } from 'drizzle-orm'
import type { Orm } from './client.ts'
import type { OwnConnection } from './own-connection.ts'

/** Events are accepted 365 days back; two months ahead leave the job that makes partitions time to fail. */
const MONTHS_BACK = 12
const MONTHS_AHEAD = 2

interface Month {
  name: string
  /** RFC 3339; the last one excluded. */
  from: string
  to: string
}

/** Makes the monthly partitions of `usage_events` around `now` that are missing. Returns their names. */
export async function makePartitions(orm: Orm, now: Date): Promise<string[]> {
  const existing = await partitionNames(orm)
  const keptFrom = await eventsKeptFrom(orm)
  const missing = monthsAround(now).filter(({ name, to }) => !existing.has(name) && to > keptFrom)
  for (const { name, from, to } of missing) {
    const create = `create table if not exists ${name} partition of usage_events for values from ('${from}') to ('${to}')`
    try {
      await orm.execute(sql.raw(create))
    } catch (error) {
      // "If not exists" fails all the same when another process makes the table at this moment.
      if (!(await partitionNames(orm)).has(name)) throw error
    }
  }
  return missing.map((month) => month.name)
}

/** Drops the partitions of months that lie wholly before `keptFrom`. Returns their names. */
export async function dropPartitions({ orm, runTogether }: OwnConnection, keptFrom: Date): Promise<string[]> {
  const old = [...(await partitionNames(orm))].filter((name) => {
    const month = /^usage_events_(\d{4})_(\d\d)$/.exec(name)
    return month !== null && Date.UTC(Number(month[1]), Number(month[2]), 1) <= keptFrom.getTime()
  })
  // Waiting long for the lock would make everybody wait behind it; the next run tries again.
  for (const name of old)
    await runTogether([sql`set local lock_timeout = '3s'`, sql`drop table ${sql.raw(name)}`])
  return old
}

/** The months that have events in the default partition, because theirs was missing when they came. */
export async function strayMonths(orm: Orm): Promise<Month[]> {
  const rows = await orm.execute<{ month: string }>(sql`
    select distinct to_char(occurred_at at time zone 'UTC', 'YYYY-MM-"01"') as month
    from (select occurred_at from usage_events_default limit 100000) as strays`)
  return rows.map((row) => monthFrom(new Date(`${row.month}T00:00:00Z`)))
}

/** Makes the partition of a month and moves its events there out of the default one, while writers wait. */
export async function adoptStrays({ runTogether }: OwnConnection, { name, from, to }: Month): Promise<void> {
  const [table, columns] = [sql.raw(name), sql.raw(`occurred_at >= '${from}' and occurred_at < '${to}'`)]
  await runTogether([
    sql`set local lock_timeout = '3s'`,
    sql`lock table usage_events in share row exclusive mode`,
    sql`create table ${table} (like usage_events_default including all)`,
    sql`insert into ${table} select * from usage_events_default where ${columns}`,
    sql`delete from usage_events_default where ${columns}`,
    sql`alter table usage_events attach partition ${table} for values from (${sql.raw(`'${from}'`)}) to (${sql.raw(`'${to}'`)})`,
  ])
}

async function partitionNames(orm: Orm): Promise<Set<string>> {
  const rows = await orm.execute<{ name: string }>(
    sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'usage_events'::regclass`,
  )
  return new Set(rows.map((row) => row.name))
}

async function eventsKeptFrom(orm: Orm): Promise<string> {
  const [row] = await orm.execute<{ from: string | null }>(sql`
    select to_char(events_kept_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as from from settings`)
  return row?.from ?? ''
}

const monthsAround = (now: Date) =>
  Array.from({ length: MONTHS_BACK + MONTHS_AHEAD + 1 }, (_, index) =>
    monthFrom(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + index - MONTHS_BACK, 1))),
  )

function monthFrom(first: Date): Month {
  const from = first.toISOString()
  const to = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1)).toISOString()
  return { name: `usage_events_${from.slice(0, 7).replace('-', '_')}`, from, to }
}
