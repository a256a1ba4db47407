import { useEffect } from 'react'
import type { Channel } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TestResult } from '../../components/test-result.tsx'
import { useChannelMutation } from './queries.ts'

/** Sends a message at once, the same way as alerts go, and says what the receiver answered. */
export function TestDialog({ channel: { id, name }, onClose }: { channel: Channel; onClose: () => void }) {
  const test = useChannelMutation(() => api.testChannel(id))
  const { mutate } = test
  useEffect(() => mutate(undefined), [mutate])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Test of “${name}”`}
      description="The same way as alerts go."
    >
      <div aria-live="polite" className="mt-4 min-h-12">
        {test.isPending && <p className="text-fg-3">Sending…</p>}
        {test.isError && <p className="text-bad">{test.error.message}</p>}
        {test.data && <TestResult result={test.data} />}
      </div>
      <DialogActions>
        <Button disabled={test.isPending} onClick={() => mutate(undefined)}>
          Send again
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
