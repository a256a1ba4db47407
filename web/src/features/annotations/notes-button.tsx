import { Flag } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../components/button.tsx'
import type { NotesDialogProps } from './notes-dialog.tsx'

const NotesDialog = lazy(async () => {
  const { NotesDialog } = await import('./notes-dialog.tsx')
  return { default: NotesDialog }
})

/** Opens the notes of what a chart shows, to add and to delete some. */
export function NotesButton(props: Omit<NotesDialogProps, 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" variant="ghost" className="-my-1" onClick={() => setOpen(true)}>
        <Flag aria-hidden="true" />
        Add note
      </Button>
      {isOpen && (
        <Suspense>
          <NotesDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
