import type { AppContext } from '#server/context.ts'
import type { ListedOpportunity } from '#shared/api/savings.ts'
import type { RunSimulation, SimulatedChange, SimulationEffect } from '#shared/api/simulations.ts'
import { divideHalfEven, formatUsd } from '#shared/money.ts'
import { listClaimed } from '../lifecycle/list-opportunities.ts'
import { parseSignedUsd } from '../parse-signed-usd.ts'

interface Costs {
  currentPicoUsd: bigint
  expectedPicoUsd: bigint
}

/** What becomes of the open opportunities over the same traffic: a saving is of what is left to pay. */
export async function findEffects(
  ctx: AppContext,
  { projectId, scope, change }: RunSimulation,
  costs: Costs,
): Promise<SimulationEffect[]> {
  const claimed = await listClaimed(ctx, projectId)
  const touched = claimed.filter(
    ({ scope: own, from, family }) =>
      family !== 'notice' &&
      isAmong(scope.feature, own.feature) &&
      isAmong(scope.task, own.task) &&
      isAmong(scope.environment, own.environment) &&
      isAmong(scope.provider, from.provider) &&
      isAmong(scope.model, from.model),
  )
  return touched.map((opportunity) => effectOn(opportunity, change, costs))
}

/** An opportunity without the label is about all of its values. */
const isAmong = (wanted: string[] | undefined, value: string | undefined) =>
  wanted === undefined || value === undefined || wanted.includes(value)

function effectOn(
  { id, title, family, savings }: ListedOpportunity,
  change: SimulatedChange,
  { currentPicoUsd, expectedPicoUsd }: Costs,
): SimulationEffect {
  const saving = parseSignedUsd(savings.expectedUsd)
  const isReplaced =
    (family === 'model' && change.model !== undefined) ||
    (family === 'cache' && change.cacheReadPercent !== undefined) ||
    (family === 'tier' && (change.serviceTier !== undefined || change.batchPercent !== undefined))
  const isKnown = currentPicoUsd > 0n && saving > 0n
  const left = isKnown ? divideHalfEven(saving * expectedPicoUsd, currentPicoUsd) : saving
  return {
    opportunityId: id,
    title,
    effect: isReplaced ? 'replaced' : 'smaller',
    savingUsd: savings.expectedUsd,
    remainingUsd: isReplaced ? '0' : formatUsd(left),
  }
}
