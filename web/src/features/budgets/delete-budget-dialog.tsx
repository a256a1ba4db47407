import { useNavigate } from '@tanstack/react-router'
import type { Budget } from '#shared/api/budgets.ts'
import { api } from '../../api/client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { useBudgetMutation } from './queries.ts'

interface DeleteBudgetDialogProps {
  budget: Budget
  onClose: () => void
}

export function DeleteBudgetDialog({ budget: { id, name }, onClose }: DeleteBudgetDialogProps) {
  const navigate = useNavigate()
  const remove = useBudgetMutation(
    async () => {
      await api.deleteBudget(id)
    },
    () => {
      onClose()
      notify('success', `Deleted “${name}”`)
      navigate({ to: '/budgets' })
    },
  )
  return (
    <ConfirmDialog
      title={`Delete “${name}”?`}
      action="Delete budget"
      pending={remove.isPending}
      onConfirm={() => remove.mutate(undefined, { onError: (error) => notify('error', error.message) })}
      onClose={onClose}
    >
      It stops counting, and messages of it that wait are not sent. Its alerts stay in the inbox.
    </ConfirmDialog>
  )
}
