import type { FormEvent, ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'

interface FormDialogProps {
  title: string
  description?: string
  /** What the button says that submits. */
  action: string
  /** While it is, nothing can be submitted. */
  isPending?: boolean
  onSubmit: (form: FormData) => void
  onClose: () => void
  /** The fields. */
  children: ReactNode
  /** Below the form. */
  more?: ReactNode
}

/** A dialog that is open for as long as it is there, with fields to fill in, and a way out. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, action, isPending = false, onSubmit, onClose, children, more } = props
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        {children}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending}>
            {action}
          </Button>
        </DialogActions>
      </form>
      {more}
    </Dialog>
  )
}
