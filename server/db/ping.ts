import { sql } from 'drizzle-orm'
import type { Orm } from './client.ts'

/** Resolves when the database answers. */
export async function ping(orm: Orm): Promise<void> {
  await orm.execute(sql`select 1`)
}
