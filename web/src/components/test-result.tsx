import type { ChannelTest } from '#shared/api/channels.ts'
import { latency } from '../lib/format.ts'
import { Badge } from './badge.tsx'
import { CodeBlock } from './code-block.tsx'

const STATES = {
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Failed'],
  pending: ['warn', 'No answer yet'],
} as const

/** What a receiver answered to a test. */
export function TestResult({
  result: { state, status, durationMs, error, answer },
}: {
  result: ChannelTest
}) {
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
