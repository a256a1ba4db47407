import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { ListedEvent, RecentEventsQuery } from '#shared/api/events.ts'
import { findProjects } from './find-projects.ts'
import { toListedEvent } from './listed-event.ts'
import { scanEvents } from './scan-events.ts'

/** The newest events of all time, of one project or of all. */
export async function listRecentEvents(
  ctx: AppContext,
  { project, limit }: RecentEventsQuery,
  visible?: VisibleProjects,
): Promise<ListedEvent[]> {
  const all = sql`true`
  const { rows } = await scanEvents(ctx, {
    projects: await findProjects(ctx, project === undefined ? {} : { project: [project] }, visible),
    source: all,
    conditions: all,
    limit,
    most: limit,
  })
  return rows.map(toListedEvent)
}
