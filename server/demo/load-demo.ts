import { and, eq, isNull } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { projects } from '#server/db/schema/projects.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createProject, removeDemoProject } from '#server/people/projects.ts'
import type { DemoProgress } from '#shared/api/demo.ts'
import { MAX_EVENTS } from '#shared/api/usage-event.ts'
import { demoEventsOfDay } from './demo-events.ts'
import { searchDemo } from './search-demo.ts'

const DEMO_PROJECT = 'Demo data'
const DAY_MS = 86_400_000

/**
 * Loads the invented events of the last `days` days into a project of their own, through the same path as real ones,
 * and tells after each day how far it is; then searches them for savings. The same seed makes the same events: one that was left goes on where it was.
 */
export async function* loadDemo(
  ctx: AppContext,
  { seed, days }: { seed: string; days: number },
): AsyncGenerator<DemoProgress> {
  const now = ctx.clock()
  const projectId =
    (await findDemo(ctx)) ?? Number((await createProject(ctx, { name: DEMO_PROJECT, demo: true })).id)
  const today = Math.floor(now.getTime() / DAY_MS)
  let events = 0
  for (let day = 0; day < days && !ctx.stopping.aborted; day++) {
    const dayStart = new Date((today - days + 1 + day) * DAY_MS)
    const ofDay = demoEventsOfDay(seed, dayStart, day / days, now)
    for (let at = 0; at < ofDay.length; at += MAX_EVENTS) {
      const items = ofDay.slice(at, at + MAX_EVENTS).map((value, i) => ({ pointer: `/${i}`, value }))
      const { accepted, rejected } = await ingestEvents(ctx, projectId, items)
      if (rejected[0]) throw new Error(`a demo event was rejected: ${rejected[0].detail}`)
      events += accepted
    }
    yield { day: day + 1, days, events }
  }
  await searchDemo(ctx, projectId)
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
