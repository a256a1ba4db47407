import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'

/** Says what is not offered, and who may. */
export function RoleNote({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-1.5 text-fg-3 text-xs">
      <Lock aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={1.85} />
      {children}
    </p>
  )
}
