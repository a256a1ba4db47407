import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, expect, inject, onTestFinished, test } from 'vitest'
import { type DatabaseAddress, openClient, openDatabase } from '#server/db/client.ts'
import { classifyDatabaseError, DeadlineError, NoConnectionError } from '#server/db/errors.ts'
import { migrateDatabase } from '#server/db/migrate.ts'
import { makePartitions } from '#server/db/partitions.ts'
import { createLog } from '#server/log.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'
import { programPaths } from '#server/paths.ts'
import { atDatabase, throughCable, upstreamOf } from '#tests/support/database-address.ts'
import { startTcpProxy } from '#tests/support/tcp-proxy.ts'

const { migrations } = programPaths()
const made: string[] = []

async function createEmptyDatabase(): Promise<DatabaseAddress> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  const admin = openClient(inject('postgres'), { max: 1 })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  made.push(name)
  return atDatabase(inject('postgres'), name)
}

afterAll(async () => {
  const admin = openClient(inject('postgres'), { max: 1 })
  for (const name of made) await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end()
})

async function openThroughCable(options: { poolSize: number; deadlineMs: number }) {
  const address = inject('postgres')
  const cable = await startTcpProxy(upstreamOf(address))
  onTestFinished(() => cable.close())
  const url = throughCable(address, cable.port)
  return {
    cable,
    database: openDatabase({
      address: { url },
      log: createLog('fatal'),
      metrics: createMetrics(),
      ...options,
    }),
  }
}

test('instances that start together migrate once, and a second migration does no harm', async () => {
  const address = await createEmptyDatabase()
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(address, migrations)))
  expect(applied.filter((count) => count > 0)).toHaveLength(1)
  expect(await migrateDatabase(address, migrations)).toBe(0)
})

test('a database of a newer Spendscope is not touched', async () => {
  const address = await createEmptyDatabase()
  await migrateDatabase(address, migrations)
  const client = openClient(address, { max: 1 })
  await client`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.now() + 1e9})`
  await client.end()
  await expect(migrateDatabase(address, migrations)).rejects.toThrow('newer Spendscope')
})

test('partitions cover the events that are accepted, and making them again makes none', async () => {
  const address = await createEmptyDatabase()
  await migrateDatabase(address, migrations)
  const database = openDatabase({ address, poolSize: 2, log: createLog('fatal'), metrics: createMetrics() })
  const now = new Date('2026-11-22T00:00:00Z')
  const names = await makePartitions(database.orm, now)
  expect([names[0], names.at(-1), names.length]).toEqual(['usage_events_2025_11', 'usage_events_2027_01', 15])
  expect(await makePartitions(database.orm, now)).toEqual([])
  await database.close()
})

test('several that make the partitions at the same moment all succeed', async () => {
  const address = await createEmptyDatabase()
  await migrateDatabase(address, migrations)
  const database = openDatabase({ address, poolSize: 8, log: createLog('fatal'), metrics: createMetrics() })
  for (let year = 2027; year < 2037; year++) {
    const now = new Date(`${year}-06-15T00:00:00Z`)
    const made = await Promise.all(Array.from({ length: 8 }, () => makePartitions(database.orm, now)))
    expect(made.flat().length).toBeGreaterThan(0)
  }
  await database.close()
})

test('a statement that takes too long is given up by Postgres, and the connection stays', async () => {
  const database = openDatabase({
    address: inject('postgres'),
    poolSize: 1,
    log: createLog('fatal'),
    metrics: createMetrics(),
    deadlineMs: 1_000,
  })
  const backend = async () =>
    (await database.orm.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid
  const before = await backend()
  await expect(database.orm.execute(sql`select pg_sleep(60)`)).rejects.toMatchObject({
    cause: { code: '57014' },
  })
  expect(await backend()).toBe(before)
  await database.close()
})

test('a connection that says nothing is given up, and the next query has a new one', async () => {
  const { cable, database } = await openThroughCable({ poolSize: 1, deadlineMs: 1_000 })
  await database.orm.execute(sql`select 1`)
  cable.set('swallow')
  const failed = await database.orm.execute(sql`select 1`).catch((error) => error)
  expect([failed.cause, classifyDatabaseError(failed)]).toEqual([expect.any(DeadlineError), 'unavailable'])
  cable.set('pass')
  expect(await database.orm.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  expect(cable.connections()).toBe(1)
  await database.close()
})

test('a connection that is cut while it is made fails its query only', async () => {
  const { cable, database } = await openThroughCable({ poolSize: 1, deadlineMs: 1_000 })
  for (let bytes = 0; bytes < 4_000; bytes += 100) {
    cable.cutAnswersAfter(bytes)
    await database.orm.execute(sql`select 1`).catch((error) => {
      expect(classifyDatabaseError(error)).toBe('unavailable')
    })
    cable.cut()
  }
  cable.cutAnswersAfter(undefined)
  expect(await database.orm.execute(sql`select array[1, 2] as numbers, array['a,b', 'c'] as texts`)).toEqual([
    { numbers: [1, 2], texts: ['a,b', 'c'] },
  ])
  await database.close()
})

test('a query waits for a connection only so long, and not at all when nobody can be reached', async () => {
  const { cable, database } = await openThroughCable({ poolSize: 1, deadlineMs: 5_000 })
  const long = database.orm.execute(sql`select pg_sleep(2)`).then((rows) => rows) // begins now
  const waiting = await database.orm.execute(sql`select 1`).catch((error) => error)
  expect([waiting.cause, classifyDatabaseError(waiting)]).toEqual([
    expect.any(NoConnectionError),
    'unavailable',
  ])
  await long
  cable.set('hang-up')
  cable.cut()
  const started = performance.now()
  const many = Array.from({ length: 20 }, () => database.orm.execute(sql`select 1`))
  const settled = await Promise.allSettled(many)
  expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
  expect(performance.now() - started).toBeLessThan(1_000)
  cable.set('pass')
  await expect
    .poll(() => database.orm.execute(sql`select 1 as one`).catch(() => 'away'))
    .toEqual([{ one: 1 }])
  await database.close()
})

/** Tables that grow with the events, and the column by which a cluster would spread them. */
const DISTRIBUTED = {
  usage_events: 'id',
  series_rollups: 'series_id',
  label_rollups: 'label_id',
  label_day_rollups: 'label_id',
  user_day_rollups: 'user_id',
}

test('every unique key of a table that a cluster would spread contains the column it is spread by', async () => {
  const address = await createEmptyDatabase()
  await migrateDatabase(address, migrations)
  const client = openClient(address, { max: 1 })
  for (const [table, column] of Object.entries(DISTRIBUTED)) {
    const keys = await client`
      select array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any(indkey)) as columns
      from pg_index where indrelid = ${table}::regclass and indisunique`
    expect(keys.length, table).toBeGreaterThan(0)
    for (const { columns } of keys) expect(columns, table).toContain(column)
  }
  const [foreign] = await client`
    select count(*)::int as keys from pg_constraint
    where contype = 'f' and conrelid = any(${`{${Object.keys(DISTRIBUTED).join(',')}}`}::text::regclass[])`
  expect(foreign?.keys).toBe(0)
  await client.end()
})

test.each(['255.255.255.255', 'nowhere.invalid'])(
  '%s cannot be reached: a query fails, not the process',
  async (host) => {
    const address = { url: `postgres://somebody@${host}:5432/x` }
    const database = openDatabase({
      address,
      poolSize: 1,
      log: createLog('fatal'),
      metrics: createMetrics(),
      deadlineMs: 5_000,
    })
    const failed = await database.orm.execute(sql`select 1`).catch((error) => error)
    expect(classifyDatabaseError(failed)).toBe('unavailable')
    await database.close()
  },
)
