import { sql } from 'drizzle-orm'
import { UnavailableError } from '#server/errors.ts'
import type { Orm } from './client.ts'
import { withDeadline } from './deadline.ts'

const DEADLINE_MS = 2_000

/**
 * Resolves when the database answers and has this program's migrations. Newer ones are fine: while versions change,
 * the old one goes on serving. @throws UnavailableError soon: who asks for readiness does not wait for long.
 */
export async function checkDatabase(orm: Orm, newestMigration: number): Promise<void> {
  const query = sql`select from drizzle.__drizzle_migrations where created_at >= ${newestMigration}::bigint limit 1`
  const rows = await withDeadline(orm.execute(query), DEADLINE_MS).catch((cause) => {
    throw new UnavailableError('The database does not answer.', 1, { cause })
  })
  if (rows.length === 0) throw new UnavailableError('The database lacks migrations of this version.')
}
