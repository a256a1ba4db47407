import type { CreateSavedView } from '#shared/api/saved-views.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/queries.ts'
import { TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { useViewChange } from './queries.ts'

interface SaveViewDialogProps {
  params: string
  onClose: () => void
}

export function SaveViewDialog({ params, onClose }: SaveViewDialogProps) {
  const canShare = useMay('shareViews')
  const save = useViewChange((view: CreateSavedView) => api.createSavedView(view))
  const submit = (form: FormData) => {
    const view = { name: String(form.get('name')).trim(), params, shared: form.has('shared') }
    save.mutate(view, {
      onSuccess: () => {
        onClose()
        notify('success', `View “${view.name}” saved`)
      },
    })
  }
  return (
    <FormDialog
      title="Save this view"
      description="Everything on the page: metric, groups, filters, range, chart."
      action="Save view"
      isPending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
