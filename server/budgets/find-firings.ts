import type { PreviewedFiring } from '#shared/api/budgets.ts'
import { formatUsd } from '#shared/money.ts'

/** What a group spent on a local day; amounts in pico-USD. */
export interface SpentGroupDay {
  group: string | null
  day: string
  /** First day of its period. */
  periodDay: string
  spent: bigint
}

/** On which days a budget would have told of a threshold, oldest first; `days` in the order of time. */
export function findFirings(
  days: readonly SpentGroupDay[],
  { amount, thresholds }: { amount: bigint; thresholds: readonly number[] },
): PreviewedFiring[] {
  const sums = new Map<string, { spent: bigint; told: number }>()
  return days.flatMap(({ group, day, periodDay, spent }): PreviewedFiring[] => {
    const key = JSON.stringify([group, periodDay])
    const before = sums.get(key) ?? { spent: 0n, told: 0 }
    const sum = before.spent + spent
    const threshold = thresholds.findLast((percent) => sum * 100n >= amount * BigInt(percent)) ?? 0
    sums.set(key, { spent: sum, told: Math.max(before.told, threshold) })
    return threshold > before.told
      ? [{ day, periodDay, group, threshold, spentUsd: formatUsd(sum), forecastUsd: null }]
      : []
  })
}
