import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'

interface RetireDialogProps {
  /** `the price of acme/llm-1` */
  what: string
  retire: () => Promise<unknown>
  onClose: () => void
}

export function RetireDialog({ what, retire, onClose }: RetireDialogProps) {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: retire,
    onSuccess: async () => {
      onClose()
      notify('success', `Retired ${what}`)
      await queryClient.invalidateQueries({ queryKey: ['prices'] })
    },
    onError: (error) => notify('error', error.message),
  })
  return (
    <ConfirmDialog
      title={`Retire ${what}?`}
      action="Retire"
      pending={change.isPending}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      New events are priced without it. Events that have a cost keep it, and the entry stays on record.
    </ConfirmDialog>
  )
}
