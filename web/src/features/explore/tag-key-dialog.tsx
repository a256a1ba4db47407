import { useState } from 'react'
import type { TagLabel } from '#shared/api/labels.ts'
import { TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { isAnyLabel } from '../../lib/search-params.ts'

interface TagKeyDialogProps {
  onChoose: (tag: TagLabel) => void
  onClose: () => void
}

export function TagKeyDialog({ onChoose, onClose }: TagKeyDialogProps) {
  const [error, setError] = useState<string>()
  const submit = (form: FormData) => {
    const tag: TagLabel = `tag:${String(form.get('key')).trim()}`
    if (isAnyLabel(tag)) onChoose(tag)
    else setError('1 to 64 of A–Z a–z 0–9 _ . -')
  }
  return (
    <FormDialog
      title="Group by a tag"
      description="Any key that your apps send in the tags of an event."
      action="Group"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Tag key"
        name="key"
        placeholder="customer"
        required
        autoFocus
        error={error}
        hint="A key that is not declared is read from single events, which takes longer."
      />
    </FormDialog>
  )
}
