import { useEffect } from 'react'
import type { Channel, ChannelTest } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { latency } from '../../lib/format.ts'
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
        {test.data && <Result result={test.data} />}
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

const STATES = {
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Failed'],
  pending: ['warn', 'No answer yet'],
} as const

function Result({ result: { state, status, durationMs, error, answer } }: { result: ChannelTest }) {
  const [tone, text] = STATES[state]
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{text}</Badge>
        {status !== null && <span>Status {status}</span>}
        {durationMs !== null && <span className="num text-fg-3">{latency(durationMs)}</span>}
      </p>
      {error && <p className="mt-2 text-bad">{error}</p>}
      {answer && (
        <div className="mt-2 max-h-40 overflow-auto rounded-lg border bg-surface">
          <CodeBlock>{answer}</CodeBlock>
        </div>
      )}
      {state === 'pending' && (
        <p className="mt-2 text-fg-3 text-xs">It is tried again for a day; the list says how it went.</p>
      )}
    </>
  )
}
