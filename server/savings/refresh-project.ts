import type { AppContext } from '#server/context.ts'
import { findOpportunities } from './find-opportunities.ts'
import { updateLedger } from './ledger/update-ledger.ts'
import { advancePilots } from './lifecycle/advance-pilots.ts'
import { storeFindings } from './lifecycle/store-findings.ts'
import { storeSegments } from './segments/store-segments.ts'
import { loadSavingsSettings } from './settings/list-project-savings.ts'

export interface Refreshed {
  found: number
  added: number
}

/** Searches the events of a project for savings, keeps what people decided, and brings the ledger up to date. */
export async function refreshProject(ctx: AppContext, projectId: number): Promise<Refreshed> {
  const settings = await loadSavingsSettings(ctx, projectId)
  const { findings, segments } = await findOpportunities(ctx, { projectId, settings })
  const added = await storeFindings(ctx, projectId, findings)
  await storeSegments(ctx, projectId, segments)
  await advancePilots(ctx, projectId)
  await updateLedger(ctx, projectId)
  return { found: findings.length, added }
}
