import type { BudgetDetail } from '#shared/api/budgets.ts'
import { Card, CardHead } from '../components/card.tsx'
import { CrossingsCard } from '../features/alerts/crossings-card.tsx'
import { BudgetFigures } from '../features/budgets/budget-figures.tsx'
import { GroupMeters } from '../features/budgets/group-meters.tsx'
import { PeriodsCard } from '../features/budgets/periods-card.tsx'
import { TermsLine } from '../features/budgets/terms-line.tsx'

/** All that is known of a budget. */
export function BudgetSection({ budget, canEdit }: { budget: BudgetDetail; canEdit: boolean }) {
  return (
    <>
      <TermsLine budget={budget} />
      <BudgetFigures budget={budget} now={Date.now()} />
      {budget.groupBy && budget.groups.length > 0 && (
        <Card aria-labelledby="groups">
          <CardHead id="groups" title="Counters" sub="Those that spent most first" />
          <div className="px-4 pb-4">
            <GroupMeters budget={budget} />
          </div>
        </Card>
      )}
      <PeriodsCard budget={budget} />
      <CrossingsCard budgetId={budget.id} timeZone={budget.timeZone} canAct={canEdit} />
    </>
  )
}
