import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Base.Popup className="fixed top-[12vh] left-1/2 z-50 max-h-[80vh] w-[min(460px,calc(100vw-24px))] -translate-x-1/2 animate-pop overflow-y-auto rounded-xl bg-raised p-5 shadow-pop outline-none">
          <Base.Title className="font-semibold text-lg">{title}</Base.Title>
          {description && (
            <Base.Description render={<div />} className="mt-1 text-fg-2 text-sm">
              {description}
            </Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex justify-end gap-2">{children}</div>
}
