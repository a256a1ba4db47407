import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Target } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { TableHead } from '../../components/table-head.tsx'
import { sortByRisk } from './budget-risk.ts'
import { BudgetRow } from './budget-row.tsx'
import { budgetsOptions } from './queries.ts'

const COLUMNS = [
  ['Budget', ''],
  ['Spent', 'max-sm:hidden'],
  ['Pace', 'max-lg:hidden'],
  ['State', ''],
] as const

export function BudgetsCard({ canEdit }: { canEdit: boolean }) {
  const budgets = useQuery(budgetsOptions)
  return (
    <CardQuery what="Budgets" query={budgets} height="h-[330px]">
      {(data) => (
        <Card aria-label="Budgets">
          {data.length === 0 ? (
            <NoBudgets canEdit={canEdit} />
          ) : (
            <table className="w-full">
              <TableHead columns={COLUMNS} hasActions={canEdit} />
              <tbody>
                {sortByRisk(data).map((budget) => (
                  <BudgetRow key={budget.id} budget={budget} canEdit={canEdit} />
                ))}
              </tbody>
            </table>
          )}
        </Card>
      )}
    </CardQuery>
  )
}

function NoBudgets({ canEdit }: { canEdit: boolean }) {
  return (
    <EmptyState icon={Target} title="No budgets yet">
      <p className="max-w-md text-fg-3 text-xs">
        A budget is an amount for a part of the spend in each day, week or month. Somebody is told when it is
        half gone, nearly gone and gone, once each.
      </p>
      {canEdit && (
        <Link to="/budgets/new" className={`${buttonClass({ variant: 'primary' })} mt-3`}>
          <Plus aria-hidden="true" />
          New budget
        </Link>
      )}
    </EmptyState>
  )
}
