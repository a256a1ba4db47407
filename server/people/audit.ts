import { type SQL, sql } from 'drizzle-orm'

/** Who acts from a terminal on the machine of the installation. */
export const COMMAND_LINE = 'command line'

/**
 * A CTE that records what a statement did, so that the act and its record are there together or not at all.
 * `source` is the CTE of the act: one record for each of its rows, named by their `id`.
 */
export function auditOf(source: string, actor: string, action: string, details: SQL): SQL {
  return sql`audit as (
    insert into audit_entries (actor, action, subject, details)
    select ${actor}, ${action}, id::text, ${details} from ${sql.raw(source)}
  )`
}
