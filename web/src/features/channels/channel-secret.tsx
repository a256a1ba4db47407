import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { DialogActions } from '../../components/dialog.tsx'

interface ChannelSecretProps {
  secret: string
  children: ReactNode
  onClose: () => void
}

/** The secret of a webhook's signatures, which is shown only this once. */
export function ChannelSecret({ secret, children, onClose }: ChannelSecretProps) {
  return (
    <>
      <p className="mt-1 text-fg-2">Copy it now: it is shown only this once.</p>
      <div className="mt-4 flex items-center gap-2 rounded-lg border bg-surface p-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{secret}</code>
        <CopyButton text={secret} label="Copy" />
      </div>
      <p className="mt-3 text-fg-3 text-xs">{children}</p>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  )
}
