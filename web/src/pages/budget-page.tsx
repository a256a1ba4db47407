import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft, Pencil } from 'lucide-react'
import { useMay } from '../api/queries.ts'
import { buttonClass } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { BudgetMenu } from '../features/budgets/budget-menu.tsx'
import { budgetOptions } from '../features/budgets/queries.ts'
import { BudgetSection } from './budget-section.tsx'

export function BudgetPage() {
  const { id = '' } = useParams({ strict: false })
  const budget = useQuery(budgetOptions(id))
  const canEdit = useMay('manageBudgets')
  return (
    <>
      <PageBar title={budget.data?.name ?? 'Budget'}>
        {canEdit && budget.data && (
          <>
            <Link to="/budgets/$id/edit" params={{ id }} className={buttonClass()}>
              <Pencil aria-hidden="true" />
              Edit
            </Link>
            <BudgetMenu budget={budget.data} />
          </>
        )}
      </PageBar>
      <PageContent>
        <Link
          to="/budgets"
          className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -mb-2 -ml-2 self-start`}
        >
          <ChevronLeft aria-hidden="true" />
          All budgets
        </Link>
        {budget.isPending && <Skeleton className="h-[480px] rounded-xl!" />}
        {/* Figures that are there stay, even when refreshing them failed. */}
        {budget.data && <BudgetSection budget={budget.data} canEdit={canEdit} />}
        {budget.isError && !budget.data && (
          <Card>
            <CardError what="The budget" error={budget.error} onRetry={() => budget.refetch()} />
          </Card>
        )}
      </PageContent>
    </>
  )
}
