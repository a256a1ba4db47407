import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Budget } from '#shared/api/budgets.ts'
import { RowMenu } from '../../components/row-menu.tsx'
import { useUpdateBudget } from './queries.ts'

const DeleteBudgetDialog = lazy(async () => ({
  default: (await import('./delete-budget-dialog.tsx')).DeleteBudgetDialog,
}))

type BudgetAct = 'edit' | 'pause' | 'resume' | 'rearm' | 'delete'

export function BudgetMenu({ budget }: { budget: Budget }) {
  const { id, name, pausedAt } = budget
  const [deleting, setDeleting] = useState(false)
  const navigate = useNavigate()
  const update = useUpdateBudget()
  const acts: [BudgetAct, string][] = [
    ['edit', 'Edit'],
    pausedAt === null ? ['pause', 'Pause'] : ['resume', 'Resume'],
    ['rearm', 'Tell again'],
    ['delete', 'Delete…'],
  ]
  const act = (chosen: BudgetAct) => {
    switch (chosen) {
      case 'edit':
        return navigate({ to: '/budgets/$id/edit', params: { id } })
      case 'pause':
        return update({
          id,
          change: { paused: true },
          told: `“${name}” is paused: it counts, but tells nobody`,
        })
      case 'resume':
        return update({ id, change: { paused: false }, told: `“${name}” tells again` })
      case 'rearm':
        return update({ id, change: { rearm: true }, told: `The thresholds of “${name}” are armed again` })
      case 'delete':
        return setDeleting(true)
      default:
        return chosen satisfies never
    }
  }
  return (
    <>
      <RowMenu name={name} acts={acts} onAct={act} />
      {deleting && (
        <Suspense>
          <DeleteBudgetDialog budget={budget} onClose={() => setDeleting(false)} />
        </Suspense>
      )}
    </>
  )
}
