import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { ListEventsQuery, ListedEvent } from '#shared/api/events.ts'
import { formatUsd } from '#shared/money.ts'

type Row = Omit<ListedEvent, 'costUsd'> & { costPicoUsd: string | null }

/** The newest events, of one project or of all that may be seen. */
export async function listEvents(
  ctx: AppContext,
  { project, limit }: ListEventsQuery,
  visible?: VisibleProjects,
): Promise<ListedEvent[]> {
  const wanted = project === undefined ? sql`true` : sql`p.id = ${Number(project)}`
  const rows = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select e.id, to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "timestamp",
      e.project_id::text as "projectId", coalesce(e.sent_labels ->> 'provider', s.provider) as provider,
      coalesce(e.sent_labels ->> 'model', s.model) as model, coalesce(e.sent_labels ->> 'feature', s.feature) as feature,
      case when e.failed then 'error' else 'ok' end as status, e.latency_ms as "latencyMs",
      e.cost_pico_usd::text as "costPicoUsd", e.cost_status as "costStatus", e.cost_reason as "costReason",
      (e.input_tokens + e.cache_read_tokens + e.cache_write_tokens)::float8 as "inputTokens",
      e.output_tokens::float8 as "outputTokens"
    from projects p
    cross join lateral (
      select * from usage_events where project_id = p.id order by occurred_at desc limit ${limit}::int
    ) as e
    join series s on s.id = e.series_id
    where ${wanted} and ${isVisible(sql.raw('p.id'), visible)}
    order by e.occurred_at desc limit ${limit}::int`)
  return rows.map(({ costPicoUsd, ...row }) => ({
    ...row,
    costUsd: costPicoUsd === null ? null : formatUsd(BigInt(costPicoUsd)),
  }))
}
