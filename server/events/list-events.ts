import { sql } from 'drizzle-orm'
import { isOneOf, toEventConditions } from '#server/analytics/event-conditions.ts'
import { resolveStretch, type Stretch } from '#server/analytics/resolve-stretch.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { EventPage, EventPlace, ListEventsQuery } from '#shared/api/events.ts'
import { colourModels } from './colour-models.ts'
import { findProjects } from './find-projects.ts'
import { scanEvents } from './scan-events.ts'

/** Some 20 ms of work: a rare value takes several pages instead of one long wait. */
const MOST_LOOKED_AT = 10_000

/** Events of a range, newest first. An `id` is found in all time, because its index knows it. */
export async function listEvents(
  ctx: AppContext,
  query: ListEventsQuery,
  visible: VisibleProjects,
): Promise<EventPage> {
  const { id, limit, before } = query
  const [stretch, projects] = await Promise.all([
    resolveStretch(ctx, query),
    findProjects(ctx, query, visible),
  ])
  const { rows, next } = await scanEvents(ctx, {
    projects,
    source: id ? isOneOf('e.id', id) : isWithin(stretch),
    conditions: toEventConditions(query),
    before,
    limit,
    most: MOST_LOOKED_AT,
  })
  return {
    data: await colourModels(ctx, rows),
    next: next && toPlaceText(next),
    readTo: next?.occurredAt ?? null,
  }
}

const isWithin = ({ from, until }: Stretch) =>
  sql`e.occurred_at >= to_timestamp(${from}) and e.occurred_at < to_timestamp(${until})`

const toPlaceText = ({ occurredAt, projectId, id }: EventPlace) => `${occurredAt}~${projectId}~${id}`
