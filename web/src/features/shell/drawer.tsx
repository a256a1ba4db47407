import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

interface DrawerProps {
  onClose: () => void
  children: ReactNode
}

export function Drawer({ onClose, children }: DrawerProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-backdrop" />
        <Dialog.Popup
          aria-label="Navigation"
          className="fixed inset-y-0 left-0 z-40 flex w-58 animate-drawer flex-col bg-bg shadow-pop outline-none"
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
