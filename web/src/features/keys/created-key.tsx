import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { DialogActions } from '../../components/dialog.tsx'

export function CreatedKey({ apiKey, onClose }: { apiKey: CreatedApiKey; onClose: () => void }) {
  return (
    <>
      <div className="mt-4 flex items-center gap-2 rounded-lg border bg-surface p-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{apiKey.key}</code>
        <CopyButton text={apiKey.key} label="Copy" />
      </div>
      <p className="mt-3 text-fg-3 text-xs">
        “{apiKey.name}” for {apiKey.projectName}: {apiKey.scopes.join(', ')}.
      </p>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  )
}
