import { sql } from 'drizzle-orm'
import { type Filter, filtersOf, toWhere } from '#server/analytics/filters.ts'
import { resolvePeriods } from '#server/analytics/periods.ts'
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

/** Seconds since 1970, half-open. */
interface Stretch {
  from: number
  until: number
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
  const { current } = await resolvePeriods(ctx, { ...query, compare: 'none', bucket: 'auto' })
  const stretch = { from: current.starts[0]!, until: current.end }
  const filters = filtersOf(query, visible)
  const projects = await startExport(ctx, { query, stretch, filters, actor })
  return {
    fileName: nameFile(query, stretch),
    mediaType: EVENT_WRITERS[query.format].mediaType,
    chunks: writeAll(ctx, query, { projects, stretch, filters }),
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
  const details = JSON.stringify({ format: query.format, from, until, filters })
  const ofProjects = filters.filter(({ label }) => label === 'project')
  return ctx.db.execute<Project>(sql`
    with exported as (
      select id, name from projects
      where removed_at is null and ${toWhere(ofProjects, () => sql.raw('id::text'), sql.raw('id'))}
    ), ${auditOf('exported', actor, 'events.export', sql`${details}::text::jsonb`)}
    select id, name from exported order by id`)
}

async function* writeAll(
  ctx: AppContext,
  { format }: ExportEventsQuery,
  { projects, stretch, filters }: { projects: Project[]; stretch: Stretch; filters: Filter[] },
): AsyncGenerator<string> {
  const { head, write } = EVENT_WRITERS[format]
  const { from, until } = stretch
  const ofLabels = filters.filter(({ label }) => label !== 'project')
  if (head) yield head
  for (const project of projects) {
    let next: EventCursor | undefined = { occurredAt: new Date(from * 1000).toISOString(), id: '' }
    while (next) {
      const page = await readPage(ctx, { project, until, filters: ofLabels }, next)
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
