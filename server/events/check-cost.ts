import type { CostStatus } from '#shared/api/cost-status.ts'
import type { CostCheck } from '#shared/api/event-detail.ts'
import type { CostLine } from '#shared/api/events.ts'
import { areExact, sumOfLines } from '#shared/pricing/check-lines.ts'

interface StoredCost {
  status: CostStatus
  costPicoUsd: string | null
  lines: readonly CostLine[]
}

/** Whether the stored lines may be shown as the arithmetic of the stored cost. */
export function checkCost({ status, costPicoUsd, lines }: StoredCost): CostCheck {
  if (!areExact(lines)) return 'differs'
  if (status === 'reported') return 'reported'
  if (costPicoUsd === null) return 'unknown'
  return (sumOfLines(lines) ?? 0n) === BigInt(costPicoUsd) ? 'exact' : 'differs'
}
