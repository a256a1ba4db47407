import type { AppContext } from '#server/context.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createProject } from '#server/people/projects.ts'
import { findOpportunities } from '#server/savings/find-opportunities.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import { MAX_EVENTS } from '#shared/api/usage-event.ts'
import { readLines, type Scenario } from './case-folder.ts'
import { toNativeEvent } from './to-native-event.ts'

interface Workspace {
  id: string
  path: string
  scenario: Scenario | undefined
  margin: number
  minimumUsd: string
}

/** Takes the events of a workspace into a project of its own, as if apps had posted them, and searches it. */
export async function searchWorkspace(ctx: AppContext, workspace: Workspace): Promise<Finding[]> {
  const { id, path, scenario, margin, minimumUsd } = workspace
  const project = await createProject(ctx, { name: `${id} ${ctx.clock().getTime()}` })
  const projectId = Number(project.id)
  let items: { pointer: string; value: unknown }[] = []
  for await (const line of readLines(path)) {
    items.push({ pointer: `/${items.length}`, value: toNativeEvent(line) })
    if (items.length === MAX_EVENTS) {
      await take(ctx, projectId, items)
      items = []
    }
  }
  await take(ctx, projectId, items)
  const constraints = scenario?.setup?.constraints ?? []
  const features = constraints.map(({ feature, residency, allowedProviders, excluded }) => ({
    feature,
    ...(residency && { residency }),
    ...(allowedProviders && { allowedProviders }),
    ...(excluded && { excluded }),
  }))
  const settings = SavingsSettings.parse({ qualityMargin: margin, minSavingUsd: minimumUsd, features })
  return findOpportunities(ctx, { projectId, settings })
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
