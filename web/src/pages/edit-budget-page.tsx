import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { NewBudget } from '../api/budget-input.ts'
import { api } from '../api/client.ts'
import { useMay } from '../api/queries.ts'
import { CardQuery } from '../components/card-query.tsx'
import { notify } from '../components/notify.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { draftOf } from '../features/budgets/budget-draft.ts'
import { budgetOptions, useBudgetMutation } from '../features/budgets/queries.ts'
import { BudgetEditor } from './budget-editor.tsx'

export function EditBudgetPage() {
  const { id = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const canEdit = useMay('manageBudgets')
  const budget = useQuery({ ...budgetOptions(id), refetchInterval: false })
  const back = () => navigate({ to: '/budgets/$id', params: { id } })
  const save = useBudgetMutation(
    (change: NewBudget) => api.updateBudget(id, change),
    () => {
      notify('success', 'Budget saved')
      back()
    },
  )
  return (
    <>
      <PageBar title={budget.data ? `Edit ${budget.data.name}` : 'Edit budget'} />
      <PageContent>
        {!canEdit && <RoleNote>Only an editor or an admin changes budgets.</RoleNote>}
        {canEdit && (
          <CardQuery what="The budget" query={budget} height="h-[480px]">
            {(data) => (
              <BudgetEditor
                initial={draftOf(data)}
                action="Save budget"
                error={save.error}
                pending={save.isPending}
                onSubmit={save.mutate}
                onCancel={back}
              />
            )}
          </CardQuery>
        )}
      </PageContent>
    </>
  )
}
