import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMay } from '../api/queries.ts'
import { buttonClass } from '../components/button.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { BudgetsCard } from '../features/budgets/budgets-card.tsx'
import { ControlTabs } from './control-tabs.tsx'

export function BudgetsPage() {
  const canEdit = useMay('manageBudgets')
  return (
    <>
      <PageBar title="Budgets">
        {canEdit && (
          <Link to="/budgets/new" className={buttonClass({ variant: 'primary' })}>
            <Plus aria-hidden="true" />
            New budget
          </Link>
        )}
      </PageBar>
      <PageContent>
        <ControlTabs />
        {!canEdit && <RoleNote>Only an editor or an admin makes and changes budgets.</RoleNote>}
        <BudgetsCard canEdit={canEdit} />
      </PageContent>
    </>
  )
}
