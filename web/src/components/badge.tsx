import { clsx } from 'clsx'
import type { ReactNode } from 'react'

const TONES = {
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  plain: 'bg-active text-fg-2',
}

export function Badge({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center whitespace-nowrap rounded-full px-1.5 font-semibold text-2xs leading-4.5',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
