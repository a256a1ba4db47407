import type { AppContext } from '#server/context.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createProject } from '#server/people/projects.ts'
import { MAX_EVENTS } from '#shared/api/usage-event.ts'
import { readLines } from './case-folder.ts'
import { toNativeEvent } from './to-native-event.ts'

/** Takes the events of files into a project of their own, as if apps had posted them. Returns its id. */
export async function takeEvents(ctx: AppContext, name: string, paths: readonly string[]): Promise<number> {
  const project = await createProject(ctx, { name })
  const projectId = Number(project.id)
  let items: { pointer: string; value: unknown }[] = []
  for (const path of paths) {
    for await (const line of readLines(path)) {
      items.push({ pointer: `/${items.length}`, value: toNativeEvent(line) })
      if (items.length === MAX_EVENTS) {
        await take(ctx, projectId, items)
        items = []
      }
    }
  }
  await take(ctx, projectId, items)
  return projectId
}

async function take(
  ctx: AppContext,
  projectId: number,
  items: { pointer: string; value: unknown }[],
): Promise<void> {
  if (items.length === 0) return
  const { rejected } = await ingestEvents(ctx, projectId, items)
  if (rejected[0]) throw new Error(`an event of a case was rejected: ${JSON.stringify(rejected[0])}`)
}
