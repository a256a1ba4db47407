import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiKey } from '#shared/api/api-keys.ts'
import { api } from '../../api/client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { apiKeysOptions } from './queries.ts'

interface RevokeDialogProps {
  apiKey: ApiKey
  onClose: () => void
}

export function RevokeDialog({ apiKey, onClose }: RevokeDialogProps) {
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => api.revokeApiKey(apiKey.id),
    onSuccess: async () => {
      onClose()
      notify('success', `Key “${apiKey.name}” revoked`)
      await queryClient.invalidateQueries({ queryKey: apiKeysOptions.queryKey })
    },
    onError: (error) => notify('error', error.message),
  })
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      action="Revoke key"
      pending={revoke.isPending}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      Apps that use <code className="font-mono text-xs">{apiKey.prefix}…</code> cannot send events any more.
      This cannot be undone.
    </ConfirmDialog>
  )
}
