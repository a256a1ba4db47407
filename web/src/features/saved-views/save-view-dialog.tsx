import type { FormEvent } from 'react'
import type { CreateSavedView } from '#shared/api/saved-views.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { notify } from '../../components/notify.ts'
import { useViewChange } from './queries.ts'

interface SaveViewDialogProps {
  params: string
  onClose: () => void
}

export function SaveViewDialog({ params, onClose }: SaveViewDialogProps) {
  const canShare = useMay('shareViews')
  const save = useViewChange((view: CreateSavedView) => api.createSavedView(view))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const view = { name: String(form.get('name')).trim(), params, shared: form.has('shared') }
    save.mutate(view, {
      onSuccess: () => {
        onClose()
        notify('success', `View “${view.name}” saved`)
      },
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save this view"
      description="Everything on the page: metric, groups, filters, range, chart."
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-3">
        <TextField
          label="Name"
          name="name"
          placeholder="Cost per request by team"
          required
          maxLength={80}
          autoFocus
          error={save.error?.message}
        />
        {canShare && (
          <label className="flex h-7 items-center gap-2">
            <input type="checkbox" name="shared" className="size-4 accent-(--accent)" />
            Share with everybody
          </label>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            Save view
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
