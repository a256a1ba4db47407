import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Finding } from '#shared/api/opportunities.ts'

/** Without a request for so long, a feature no longer asks that model. */
const QUIET = sql.raw(`interval '7 days'`)

/** The keys of those findings whose requests are still made. */
export async function findTraffic(
  ctx: AppContext,
  projectId: number,
  findings: readonly Finding[],
): Promise<ReadonlySet<string>> {
  if (findings.length === 0) return new Set()
  const wanted = findings.map(({ key, scope, from }) => ({ key, feature: scope.feature, ...from }))
  const rows = await ctx.db.execute<{ key: string }>(sql`
    select w.key from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(
      key text, feature text, provider text, model text)
    where (w.feature, w.provider, w.model) in (
      select distinct s.feature, s.provider, s.model from usage_events e join series s on s.id = e.series_id
      where e.project_id = ${projectId}::int and e.occurred_at >= ${ctx.clock().toISOString()}::timestamptz - ${QUIET})`)
  return new Set(rows.map(({ key }) => key))
}
