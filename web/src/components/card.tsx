import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      {...props}
      className={clsx('overflow-hidden rounded-xl border bg-surface shadow-card', className)}
    />
  )
}

interface CardHeadProps {
  id: string
  title: ReactNode
  sub?: ReactNode
  actions?: ReactNode
}

/** `id` names the card for screen readers: pass it to the card as `aria-labelledby`. */
export function CardHead({ id, title, sub, actions }: CardHeadProps) {
  return (
    <div className="flex min-h-12 items-start justify-between gap-3 px-4 pt-3.5 pb-2">
      <div className="min-w-0">
        <h2 id={id} className="font-[550] text-sm">
          {title}
        </h2>
        {sub && <p className="text-fg-3 text-xs">{sub}</p>}
      </div>
      {actions}
    </div>
  )
}

export function CardFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-5 gap-y-1 border-t px-4 py-2.5 text-fg-3 text-xs">
      {children}
    </div>
  )
}
