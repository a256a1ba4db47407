import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { meOptions, useMay } from '../api/queries.ts'
import { notify } from '../components/notify.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { emptyDraft } from '../features/budgets/budget-draft.ts'
import { useBudgetMutation } from '../features/budgets/queries.ts'
import { BudgetEditor } from './budget-editor.tsx'

export function NewBudgetPage() {
  const navigate = useNavigate()
  const me = useQuery(meOptions).data
  const canEdit = useMay('manageBudgets')
  const create = useBudgetMutation(api.createBudget, ({ id, name }) => {
    notify('success', `“${name}” counts from now on, and what its period has spent so far`)
    navigate({ to: '/budgets/$id', params: { id } })
  })
  return (
    <>
      <PageBar title="New budget" />
      <PageContent>
        {!canEdit && <RoleNote>Only an editor or an admin makes budgets.</RoleNote>}
        {canEdit && me && (
          <BudgetEditor
            initial={emptyDraft(me.timeZone)}
            action="Create budget"
            error={create.error}
            pending={create.isPending}
            onSubmit={create.mutate}
            onCancel={() => navigate({ to: '/budgets' })}
          />
        )}
      </PageContent>
    </>
  )
}
