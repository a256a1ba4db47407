import { type FormEvent, useState } from 'react'
import type { TagLabel } from '#shared/api/labels.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { isAnyLabel } from '../../lib/search-params.ts'

interface TagKeyDialogProps {
  onChoose: (tag: TagLabel) => void
  onClose: () => void
}

export function TagKeyDialog({ onChoose, onClose }: TagKeyDialogProps) {
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const tag: TagLabel = `tag:${String(new FormData(event.currentTarget).get('key')).trim()}`
    if (isAnyLabel(tag)) onChoose(tag)
    else setError('1 to 64 of A–Z a–z 0–9 _ . -')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Group by a tag"
      description="Any key that your apps send in the tags of an event."
    >
      <form onSubmit={submit} className="mt-4">
        <TextField
          label="Tag key"
          name="key"
          placeholder="customer"
          required
          autoFocus
          error={error}
          hint="A key that is not declared is read from single events, which takes longer."
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Group
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
