import type { SavedView } from '#shared/api/saved-views.ts'
import { useMay } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { ViewRow } from './view-row.tsx'

interface ManageViewsDialogProps {
  views: readonly SavedView[]
  params: string
  onClose: () => void
}

/** Those that this person may change or delete. */
export function ManageViewsDialog({ views, params, onClose }: ManageViewsDialogProps) {
  const mayDelete = useMay('deleteSharedViews')
  const changeable = views.filter(({ own }) => own || mayDelete)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Manage views"
      description={changeable.length === 0 ? 'The views that you see are those of others.' : undefined}
    >
      <ul className="mt-4 flex flex-col gap-3">
        {changeable.map((view) => (
          <ViewRow key={view.id} view={view} params={params} />
        ))}
      </ul>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
