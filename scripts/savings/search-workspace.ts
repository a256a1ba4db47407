import type { AppContext } from '#server/context.ts'
import { findOpportunities } from '#server/savings/find-opportunities.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import type { Scenario } from './case-folder.ts'
import { takeEvents } from './take-events.ts'

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
  const projectId = await takeEvents(ctx, `${id} ${ctx.clock().getTime()}`, [path])
  const constraints = scenario?.setup?.constraints ?? []
  const features = constraints.map(({ feature, residency, allowedProviders, excluded }) => ({
    feature,
    ...(residency && { residency }),
    ...(allowedProviders && { allowedProviders }),
    ...(excluded && { excluded }),
  }))
  const settings = SavingsSettings.parse({ qualityMargin: margin, minSavingUsd: minimumUsd, features })
  return (await findOpportunities(ctx, { projectId, settings })).findings
}
