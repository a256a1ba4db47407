import { clsx } from 'clsx'

const FILLS = { plain: 'bg-accent', warn: 'bg-warn-fill', bad: 'bg-bad' }

interface MeterProps {
  /** What is measured. */
  label: string
  /** The figure in words: a meter that is over its end cannot say so by a number. */
  text: string
  /** 1 is full; above, it stays full. */
  ratio: number
  tone: keyof typeof FILLS
  /** Where a tick stands, 0 to 1: how much of the time is gone. */
  tick?: number | null
}

export function Meter({ label, text, ratio, tone, tick = null }: MeterProps) {
  const filled = Math.min(1, Math.max(0, ratio)) * 100
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot carry a tick or our colours.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(filled)}
      aria-valuetext={text}
      className="relative h-2 rounded-full bg-active"
    >
      <div className={clsx('h-full rounded-full', FILLS[tone])} style={{ width: `${filled}%` }} />
      {tick !== null && (
        <span
          aria-hidden="true"
          className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 bg-fg"
          style={{ left: `${tick * 100}%` }}
        />
      )}
    </div>
  )
}
