import { createBudget } from '#server/budgets/create-budget.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import type { TestApplication } from './test-application.ts'

/** One that is nearly spent, one for each team of which some are over, and one that nothing matches. */
const BUDGETS = [
  { name: 'Production', amountUsd: '900', period: 'month', url: 'https://wiki.example.com/runbook' },
  { name: 'Each team', amountUsd: '1', period: 'week', groupBy: 'team' },
  { name: 'Misspelt', amountUsd: '40', scope: { feature: ['no-such-feature'] } },
]

export async function fillBudgets({ ctx }: TestApplication): Promise<void> {
  for (const budget of BUDGETS) await createBudget(ctx, CreateBudget.parse(budget), 'ada@example.com')
}
