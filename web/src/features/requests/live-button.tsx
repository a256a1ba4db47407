import { clsx } from 'clsx'
import { Pause, Play } from 'lucide-react'
import type { LiveStatus } from '../../api/follow-events.ts'
import { Button } from '../../components/button.tsx'

interface LiveButtonProps {
  status: LiveStatus
  /** Paused by the button. */
  isHeld: boolean
  /** Paused by the button, or while the rows are read. */
  isPaused: boolean
  onHold: (isHeld: boolean) => void
}

const WORDS: Record<LiveStatus, string> = { connecting: 'Connecting…', live: 'Live', lost: 'Reconnecting…' }

export function LiveButton({ status, isHeld, isPaused, onHold }: LiveButtonProps) {
  const isLive = status === 'live' && !isPaused
  const dot = isLive ? 'bg-good' : status === 'lost' ? 'bg-bad' : 'bg-warn-fill'
  return (
    <>
      <span role="status" className="flex items-center gap-1.5 text-fg-2 text-xs">
        <span aria-hidden="true" className={clsx('size-2 rounded-full', dot)} />
        <span className="max-sm:sr-only">{status === 'live' && isPaused ? 'Paused' : WORDS[status]}</span>
      </span>
      <Button onClick={() => onHold(!isHeld)}>
        {isHeld ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
        <span className="max-sm:sr-only">{isHeld ? 'Resume' : 'Pause'}</span>
      </Button>
    </>
  )
}
