import { useEffect } from 'react'
import type { Digest } from '#shared/api/digests.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TestResult } from '../../components/test-result.tsx'
import { useDigestMutation } from './queries.ts'

/** Sends the last whole period now, and says what each receiver answered. */
export function DigestTestDialog({ digest, onClose }: { digest: Digest; onClose: () => void }) {
  const test = useDigestMutation(() => api.testDigest(digest.id))
  const { mutate } = test
  useEffect(() => mutate(undefined), [mutate])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Test of “${digest.name}”`}
      description={`The last whole ${digest.period}, marked as a test.`}
    >
      <div aria-live="polite" className="mt-4 flex min-h-12 flex-col gap-3">
        {test.isPending && <p className="text-fg-3">Sending…</p>}
        {test.isError && <p className="text-bad">{test.error.message}</p>}
        {test.data?.data.map((result) => (
          <div key={result.deliveryId}>
            <p className="pb-1 font-medium">{result.channel.name}</p>
            <TestResult result={result} />
          </div>
        ))}
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
