import type { AppContext } from '#server/context.ts'
import { changeOpportunity } from '#server/savings/lifecycle/change-opportunity.ts'
import { listClaimed } from '#server/savings/lifecycle/list-opportunities.ts'
import { refreshNow } from '#server/savings/refresh-savings.ts'

/** Who accepts a saving in the demo. */
const DEMO = 'demo data'

/** Searches the demo for savings, and accepts one as a team would: what is accepted already stays. */
export async function searchDemo(ctx: AppContext, projectId: number): Promise<void> {
  const refreshed = await refreshNow(ctx, projectId)
  if (!refreshed || ctx.stopping.aborted) return
  const open = await listClaimed(ctx, String(projectId))
  const batch = open.find(({ type }) => type === 'batch_api')
  if (batch) await changeOpportunity(ctx, batch.id, { state: 'accepted', owner: 'Data' }, DEMO, undefined)
}
