import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'
import { SetupError } from '#server/errors.ts'
import { type DatabaseAddress, openClient } from './client.ts'
import { classifyDatabaseError } from './errors.ts'

/** Any constant: instances that start together take turns on it. */
const MIGRATION_LOCK = 7_305_460_001
const OLDEST_POSTGRES = 150_000
const WAIT_FOR_DATABASE_MS = 30_000

/**
 * Brings the schema up to this program's version, on a connection of its own and under an advisory lock,
 * because Drizzle's migrator has none. Returns the number of migrations applied.
 * @throws SetupError when the database is too old, unreachable, or was written by a newer Spendscope.
 */
export async function migrateDatabase(address: DatabaseAddress, migrationsFolder: string): Promise<number> {
  const client = openClient(address, { max: 1 })
  try {
    await waitForDatabase(client)
    await checkPostgresVersion(client)
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`
    const before = await appliedMigrations(client)
    checkNotNewer(before, migrationsFolder)
    await migrate(drizzle({ client }), { migrationsFolder })
    return (await appliedMigrations(client)).length - before.length
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function waitForDatabase(client: Sql): Promise<void> {
  for (const start = performance.now(); ; ) {
    try {
      await client`select 1`
      return
    } catch (error) {
      const { message } = error as Error
      const isOver = performance.now() - start >= WAIT_FOR_DATABASE_MS
      if (isOver || classifyDatabaseError(error) !== 'unavailable')
        throw new SetupError(`The database cannot be reached: ${message}. Check DATABASE_URL.`, {
          cause: error,
        })
    }
    await sleep(500)
  }
}

async function checkPostgresVersion(client: Sql): Promise<void> {
  const [row] = await client`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`
  if (row?.number < OLDEST_POSTGRES)
    throw new SetupError(`This is Postgres ${row?.name}; Spendscope needs 15 or newer.`)
}

async function appliedMigrations(client: Sql): Promise<number[]> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table?.name) return []
  const rows = await client`select created_at from drizzle.__drizzle_migrations order by created_at`
  return rows.map((row) => Number(row.created_at))
}

/** The `created_at` under which the newest migration of this program is recorded. */
export function newestMigration(migrationsFolder: string): number {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  return Math.max(0, ...journal.entries.map((entry) => entry.when))
}

function checkNotNewer(applied: number[], migrationsFolder: string): void {
  const newest = newestMigration(migrationsFolder)
  if (applied.some((when) => when > newest))
    throw new SetupError(
      'The database was written by a newer Spendscope. Start that version, or restore a backup.',
    )
}
