import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface BannerProps {
  icon: LucideIcon
  tone: 'warn' | 'plain'
  children: ReactNode
  action?: ReactNode
}

/** One line above the cards that says what the figures leave out or are made of. */
export function Banner({ icon: Icon, tone, children, action }: BannerProps) {
  return (
    <div
      role="status"
      className={clsx(
        'flex min-h-10 items-center gap-2.5 rounded-lg border px-3 py-1.5 text-sm',
        tone === 'warn' ? 'bg-warn-soft' : 'bg-surface',
      )}
    >
      <Icon
        aria-hidden="true"
        className={clsx('size-4 shrink-0', tone === 'warn' ? 'text-warn' : 'text-accent')}
        strokeWidth={1.85}
      />
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  )
}
