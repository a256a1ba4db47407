import type { Budget } from '#shared/api/budgets.ts'

/** How it stands with a budget, as a person sorts them: what is over comes first. */
export type BudgetRisk = 'over' | 'atRisk' | 'warning' | 'counting' | 'unmatched' | 'ok' | 'paused'

const RISKS: readonly BudgetRisk[] = ['over', 'atRisk', 'warning', 'ok', 'counting', 'unmatched', 'paused']

export function riskOf({
  current,
  pausedAt,
  hasMatched,
}: Pick<Budget, 'current' | 'pausedAt' | 'hasMatched'>): BudgetRisk {
  if (pausedAt !== null) return 'paused'
  if (current === null || current.state === 'counting') return 'counting'
  if (!hasMatched) return 'unmatched'
  if (current.state === 'over' || current.groupsOver > 0) return 'over'
  if (current.runsOutAt !== null) return 'atRisk'
  return current.state
}

export const meterTone = (risk: BudgetRisk) =>
  risk === 'over' ? 'bad' : risk === 'atRisk' || risk === 'warning' ? 'warn' : 'plain'

/** Those that need a look first; among equals, those that have used most. */
export function sortByRisk(budgets: readonly Budget[]): Budget[] {
  const rank = (budget: Budget) => RISKS.indexOf(riskOf(budget))
  const used = (budget: Budget) => budget.current?.ratio ?? 0
  return [...budgets].sort((a, b) => rank(a) - rank(b) || used(b) - used(a) || a.name.localeCompare(b.name))
}
