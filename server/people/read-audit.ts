import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { AuditEntry, AuditPage, AuditQuery } from '#shared/api/audit.ts'
import { instantText } from './member-sql.ts'

/** The newest first, page by page: `next` is the id to go on `before`. */
export async function readAudit(
  ctx: AppContext,
  { actor, action, before, limit }: AuditQuery,
): Promise<AuditPage> {
  const rows = await ctx.db.execute<AuditEntry & Record<string, unknown>>(sql`
    select id::text, ${instantText('at')} as at, actor, action, subject, details from audit_entries a
    where ${actor === undefined ? sql`true` : sql`actor = ${actor}`}
      and ${action === undefined ? sql`true` : sql`action = ${action}`}
      and ${before === undefined ? sql`true` : sql`a.id < ${before}::bigint`}
    order by a.id desc limit ${limit + 1}::int`)
  const data = [...rows].slice(0, limit)
  return { data, next: rows.length > limit ? data.at(-1)!.id : null }
}

/** Who and what the log can be filtered by. */
export async function readAuditFacets(ctx: AppContext): Promise<{ actors: string[]; actions: string[] }> {
  const values = async (column: 'actor' | 'action') => {
    const rows = await ctx.db.execute<{ value: string }>(sql`
      select distinct ${sql.raw(column)} as value from (
        select ${sql.raw(column)} from audit_entries order by id desc limit 10000) as newest
      order by 1 limit 200`)
    return rows.map((row) => row.value)
  }
  const [actors, actions] = await Promise.all([values('actor'), values('action')])
  return { actors, actions }
}
