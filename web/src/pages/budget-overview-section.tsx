import { useQuery } from '@tanstack/react-query'
import { sortByRisk } from '../features/budgets/budget-risk.ts'
import { OverviewBudgetCard } from '../features/budgets/overview-budget-card.tsx'
import { budgetBurnOptions, budgetsOptions } from '../features/budgets/queries.ts'

/** The budget that needs a look first; nothing where there is none. */
export function BudgetOverviewSection() {
  const budgets = useQuery(budgetsOptions)
  const [budget, ...others] = sortByRisk(budgets.data ?? [])
  const burn = useQuery({ ...budgetBurnOptions(budget?.id ?? ''), enabled: budget !== undefined })
  if (!budget) return null
  return <OverviewBudgetCard budget={budget} burn={burn.data} others={others.length} now={Date.now()} />
}
