import { and, eq, isNull } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { projects } from '#server/db/schema/projects.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createProject, removeDemoProject } from '#server/people/projects.ts'
import { MAX_EVENTS } from '#shared/api/usage-event.ts'
import { demoEventsOfDay } from './demo-events.ts'

const DEMO_PROJECT = 'Demo data'
const DAY_MS = 86_400_000

/** Loads the invented events of the last `days` days into a project of their own, through the same path as real ones. */
export async function loadDemo(
  ctx: AppContext,
  { seed, days, onDay }: { seed: string; days: number; onDay: (day: number, events: number) => void },
): Promise<{ projectId: string; events: number }> {
  const now = ctx.clock()
  const projectId =
    (await findDemo(ctx)) ?? Number((await createProject(ctx, { name: DEMO_PROJECT, demo: true })).id)
  const today = Math.floor(now.getTime() / DAY_MS)
  let events = 0
  for (let day = 0; day < days; day++) {
    const dayStart = new Date((today - days + 1 + day) * DAY_MS)
    const ofDay = demoEventsOfDay(seed, dayStart, day / days, now)
    for (let at = 0; at < ofDay.length; at += MAX_EVENTS) {
      const items = ofDay.slice(at, at + MAX_EVENTS).map((value, i) => ({ pointer: `/${i}`, value }))
      const { accepted, rejected } = await ingestEvents(ctx, projectId, items)
      if (rejected[0]) throw new Error(`a demo event was rejected: ${rejected[0].detail}`)
      events += accepted
    }
    onDay(day + 1, events)
  }
  return { projectId: String(projectId), events }
}

/** Removes the demo. Returns the number of events that went, or undefined when there was none. */
export async function removeDemo(ctx: AppContext): Promise<number | undefined> {
  const id = await findDemo(ctx)
  return id === undefined ? undefined : removeDemoProject(ctx, String(id))
}

async function findDemo(ctx: AppContext): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.demo, true), isNull(projects.removedAt)))
  return row?.id
}
