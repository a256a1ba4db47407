import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface RefetchingProps {
  /** The shown data belongs to the previous question. */
  stale: boolean
  children: ReactNode
  className?: string
  /** In a row of cards: as high as the highest of them. */
  fill?: boolean
}

/** Keeps the previous data on screen, paler after 300 ms and with a progress bar, until the new one is there. */
export function Refetching({ stale, children, className, fill = false }: RefetchingProps) {
  return (
    <div className={clsx('relative', className)} aria-busy={stale}>
      {stale && (
        <div
          aria-hidden="true"
          className="absolute inset-x-0 top-0 z-10 h-0.5 animate-reveal overflow-hidden opacity-0"
        >
          <div className="h-full w-1/3 animate-progress bg-accent" />
        </div>
      )}
      <div
        className={clsx(
          'transition-opacity duration-100',
          fill && 'h-full *:h-full',
          stale && 'opacity-60 delay-300',
        )}
      >
        {children}
      </div>
    </div>
  )
}
