import { sql } from 'drizzle-orm'
import { toEventConditions } from '#server/analytics/event-conditions.ts'
import { type Filter, filtersOf, toWhere } from '#server/analytics/filters.ts'
import { resolveStretch, type Stretch } from '#server/analytics/resolve-stretch.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ExportEventsQuery } from '#shared/api/events.ts'
import { type EventCursor, readPage } from './read-page.ts'
import { toExportedEvent } from './to-exported-event.ts'
import { EVENT_WRITERS } from './write-events.ts'

export interface EventExport {
  fileName: string
  mediaType: string
  /** The text of the file, page by page; the next page is read when it is asked for. */
  chunks: AsyncGenerator<string>
}

/**
 * The events of a range, project by project and by time. It is read page by page without a transaction:
 * what is stored or priced again meanwhile may or may not be in it. Who exports what is in the audit log.
 */
export async function exportEvents(
  ctx: AppContext,
  query: ExportEventsQuery,
  { actor, visible }: { actor: string; visible: VisibleProjects },
): Promise<EventExport> {
  const stretch = await resolveStretch(ctx, query)
  const filters = filtersOf(query, visible)
  const projects = await startExport(ctx, { query, stretch, filters, actor })
  return {
    fileName: nameFile(query, stretch),
    mediaType: EVENT_WRITERS[query.format].mediaType,
    chunks: writeAll(ctx, query, { projects, stretch }),
  }
}

interface Project extends Record<string, unknown> {
  id: number
  name: string
}

/** The projects that are exported, each noted in the audit log by the statement that finds it. */
async function startExport(
  ctx: AppContext,
  {
    query,
    stretch,
    filters,
    actor,
  }: { query: ExportEventsQuery; stretch: Stretch; filters: Filter[]; actor: string },
): Promise<Project[]> {
  const [from, until] = [stretch.from, stretch.until].map((second) => new Date(second * 1000).toISOString())
  const details = JSON.stringify({ format: query.format, from, until, filters, ...factsOf(query) })
  const ofProjects = filters.filter(({ label }) => label === 'project')
  return ctx.db.execute<Project>(sql`
    with exported as (
      select id, name from projects
      where removed_at is null and ${toWhere(ofProjects, () => sql.raw('id::text'), sql.raw('id'))}
    ), ${auditOf('exported', actor, 'events.export', sql`${details}::text::jsonb`)}
    select id, name from exported order by id`)
}

/** What else than labels the events are picked by. */
function factsOf({ status, errorCode, costStatus, minCostUsd, traceId, sessionId, id }: ExportEventsQuery) {
  return { status, errorCode, costStatus, minCostUsd, traceId, sessionId, id }
}

async function* writeAll(
  ctx: AppContext,
  query: ExportEventsQuery,
  { projects, stretch: { from, until } }: { projects: Project[]; stretch: Stretch },
): AsyncGenerator<string> {
  const { head, write } = EVENT_WRITERS[query.format]
  const conditions = toEventConditions(query)
  if (head) yield head
  for (const project of projects) {
    let next: EventCursor | undefined = { occurredAt: new Date(from * 1000).toISOString(), id: '' }
    while (next) {
      const page = await readPage(ctx, { project, until, conditions }, next)
      if (page.events.length > 0)
        yield page.events.map((row) => write(toExportedEvent(row, project))).join('')
      next = page.next
    }
  }
}

/** `spendscope-events-2026-10-24-to-2026-11-22.csv`, by the days of the zone asked for. */
function nameFile({ format, timeZone }: ExportEventsQuery, { from, until }: Stretch): string {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const [first, last] = [from, until - 1].map((second) => calendar.format(second * 1000))
  return `spendscope-events-${first}-to-${last}.${format}`
}
