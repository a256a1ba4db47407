import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
}

export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-1 px-4 py-14 text-center">
      <span className="mb-2 flex size-9 items-center justify-center rounded-lg border text-fg-3">
        <Icon aria-hidden="true" className="size-4" strokeWidth={1.85} />
      </span>
      <p className="font-medium">{title}</p>
      {children}
    </div>
  )
}
