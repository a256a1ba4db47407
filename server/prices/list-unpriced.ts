import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { UnpricedModel } from '#shared/api/prices.ts'

/** The inbox of what nobody can price yet, most events first. */
export async function listUnpriced(ctx: AppContext, visible?: VisibleProjects): Promise<UnpricedModel[]> {
  const instant = (value: string) =>
    sql.raw(`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
  const rows = await ctx.db.execute<UnpricedModel & Record<string, unknown>>(sql`
    select e.project_id::text as "projectId", p.name as "projectName", s.provider, s.model, e.cost_reason as reason,
      count(*)::float8 as events,
      sum(e.input_tokens + e.cache_read_tokens + e.cache_write_tokens + e.output_tokens)::float8 as tokens,
      ${instant('min(e.occurred_at)')} as "firstSeen", ${instant('max(e.occurred_at)')} as "lastSeen"
    from usage_events e join series s on s.id = e.series_id join projects p on p.id = e.project_id
    where e.cost_status in ('unpriced', 'invalid', 'partial')
      and ${isVisible(sql.raw('e.project_id'), visible)}
    group by 1, 2, 3, 4, 5 order by 6 desc, 3, 4 limit 500`)
  return [...rows]
}
