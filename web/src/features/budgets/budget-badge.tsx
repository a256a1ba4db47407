import type { Budget } from '#shared/api/budgets.ts'
import { Badge } from '../../components/badge.tsx'
import { type BudgetRisk, riskOf } from './budget-risk.ts'

const LOOKS: Record<BudgetRisk, [tone: 'good' | 'warn' | 'bad' | 'plain', text: string]> = {
  over: ['bad', 'Over'],
  atRisk: ['warn', 'At risk'],
  warning: ['warn', 'Past a threshold'],
  counting: ['plain', 'Counting'],
  unmatched: ['warn', 'No match'],
  ok: ['good', 'On track'],
  paused: ['plain', 'Paused'],
}

export function BudgetBadge({ budget }: { budget: Budget }) {
  const [tone, text] = LOOKS[riskOf(budget)]
  return <Badge tone={tone}>{text}</Badge>
}
