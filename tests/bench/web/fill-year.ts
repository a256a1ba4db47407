import type { AppContext } from '#server/context.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createProject } from '#server/people/projects.ts'
import { cut } from '../support/cut.ts'
import { createEventMaker } from '../support/event-maker.ts'

/** Events of the whole 365th day before now are too old to be taken. */
const DAYS = 364
const EVENTS_A_DAY = 80
const BATCH = 500
const DAY_MS = 86_400_000

/** Events of a year before now, by Zipf's law: enough that 20 models have some on most of its days. */
export async function fillYear(ctx: AppContext): Promise<number> {
  const { id } = await createProject(ctx, { name: 'bench' })
  const maker = createEventMaker('bench web')
  const now = ctx.clock().getTime()
  const events = Array.from({ length: DAYS * EVENTS_A_DAY }, (_, at) =>
    maker.next(new Date(now - ((at + 1) * DAY_MS) / EVENTS_A_DAY)),
  )
  for (const batch of cut(events, BATCH)) {
    const items = batch.map((value, at) => ({ pointer: `/${at}`, value }))
    const { accepted } = await ingestEvents(ctx, Number(id), items)
    if (accepted !== batch.length) throw new Error(`${accepted} of ${batch.length} events were accepted`)
  }
  return events.length
}
