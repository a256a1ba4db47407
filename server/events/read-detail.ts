import { type SQL, sql } from 'drizzle-orm'
import { seriesColumn } from '#server/analytics/filters.ts'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { EventDetail, EventDetailQuery } from '#shared/api/event-detail.ts'
import type { CostLine } from '#shared/api/events.ts'
import { SERIES_LABELS } from '#shared/api/labels.ts'
import { LISTED_COLUMNS, type ListedRow } from './listed-event.ts'

/** What is computed of the stored columns. */
type Computed = 'lines' | 'linesUsd' | 'reportedUsd' | 'check' | 'priceSource' | 'costUsd'

export type DetailRow = ListedRow &
  Omit<EventDetail, Computed> & {
    lines: CostLine[] | null
    reportedPicoUsd: string | null
    usageFormat: string | null
  }

/** One stored event as a whole: the newest with this id, where the query names no timestamp. */
export async function readDetail(
  ctx: AppContext,
  { id, timestamp, project }: EventDetailQuery,
  visible: VisibleProjects,
): Promise<DetailRow | undefined> {
  const isHere: SQL[] = [
    sql`e.project_id in (select id from projects where removed_at is null)`,
    sql`e.id = ${id}`,
    isVisible(sql.raw('e.project_id'), visible),
  ]
  if (timestamp) isHere.push(sql`e.occurred_at = ${timestamp}::timestamptz`)
  if (project) isHere.push(sql`e.project_id = ${Number(project)}::int`)
  const [row] = await ctx.db.execute<DetailRow & Record<string, unknown>>(sql`
    select ${LISTED_COLUMNS}, p.name as "projectName", ${LABELS} as labels,
      e.response_model as "responseModel", e.user_id as "userId", e.session_id as "sessionId",
      e.trace_id as "traceId", e.tags, e.time_to_first_token_ms as "timeToFirstTokenMs", e.quality,
      e.prompt_hash as "promptHash", e.routed_from as "routedFrom", e.request, e.raw_usage as usage, e.lines,
      e.reported_pico_usd::text as "reportedPicoUsd", e.usage_format as "usageFormat", e.catalogue
    from usage_events e join series s on s.id = e.series_id join projects p on p.id = e.project_id
    where ${sql.join(isHere, sql` and `)}
    order by e.occurred_at desc, e.project_id desc limit 1`)
  return row
}

const LABELS = sql`json_build_object(${sql.join(
  SERIES_LABELS.map((label) => {
    const name = sql.raw(`'${label}'`)
    return sql`${name}, coalesce(e.sent_labels ->> ${name}, ${seriesColumn(label)})`
  }),
  sql`, `,
)})`
