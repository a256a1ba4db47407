import type {
  Budget,
  BudgetCurrent,
  BudgetGroup,
  BudgetPeriodSpend,
  BudgetState,
  BudgetSums,
} from '#shared/api/budgets.ts'
import { formatUsd } from '#shared/money.ts'
import type { BudgetRow, CountedGroup, CountedPeriod, CountedSums } from './read-budgets.ts'

/** A budget as the API tells of it, at `now`. */
export function toBudget({ amountPicoUsd, current, top, ...settings }: BudgetRow, now: Date): Budget {
  const amount = BigInt(amountPicoUsd)
  return {
    ...settings,
    amountUsd: formatUsd(amount),
    current: current && toCurrent(current, amount, settings.thresholds, now),
    groups: (top ?? []).map((group) => toGroup(group, amount, settings.thresholds)),
  }
}

function toCurrent(period: CountedPeriod, amount: bigint, thresholds: number[], now: Date): BudgetCurrent {
  const [start, end] = [Date.parse(period.start), Date.parse(period.end)]
  const elapsedMs = Math.max(0, now.getTime() - start)
  const at = runsOutAt({ spent: BigInt(period.mostPicoUsd), amount, start, elapsedMs })
  return {
    ...toPeriodSpend(period, amount, thresholds),
    elapsed: Math.min(1, elapsedMs / (end - start)),
    runsOutAt: at !== null && at < end ? new Date(at).toISOString() : null,
    groups: period.groups,
    groupsOver: period.groupsOver,
  }
}

export function toPeriodSpend(
  period: CountedPeriod,
  amount: bigint,
  thresholds: number[],
): BudgetPeriodSpend {
  const most = BigInt(period.mostPicoUsd)
  return {
    start: period.start,
    end: period.end,
    ...toSums(period),
    ratio: ratioOf(most, amount),
    state: stateOf(most, amount, thresholds),
    isPartial: period.isPartial,
  }
}

function toGroup(group: CountedGroup, amount: bigint, thresholds: number[]): BudgetGroup {
  const spent = BigInt(group.costPicoUsd)
  const { key, name } = group
  return {
    key,
    name,
    ...toSums(group),
    ratio: ratioOf(spent, amount),
    state: stateOf(spent, amount, thresholds),
  }
}

const toSums = ({ costPicoUsd, requests, unpriced }: CountedSums): BudgetSums => ({
  spentUsd: formatUsd(BigInt(costPicoUsd)),
  requests,
  unpricedEvents: unpriced,
})

/** To a hundredth of a percent: the exact amounts stand beside it. */
export const ratioOf = (spent: bigint, amount: bigint) => Number((spent * 10_000n) / amount) / 10_000

export function stateOf(spent: bigint, amount: bigint, thresholds: readonly number[]): BudgetState {
  if (spent >= amount) return 'over'
  return spent * 100n >= amount * BigInt(thresholds[0]!) ? 'warning' : 'ok'
}

interface Pace {
  spent: bigint
  amount: bigint
  /** Epoch milliseconds. */
  start: number
  elapsedMs: number
}

/** When the amount is spent, in epoch milliseconds, at the pace so far; null when it is, or nothing was spent. */
function runsOutAt({ spent, amount, start, elapsedMs }: Pace): number | null {
  if (spent <= 0n || spent >= amount) return null
  return start + Math.ceil(elapsedMs * (Number(amount) / Number(spent)))
}
