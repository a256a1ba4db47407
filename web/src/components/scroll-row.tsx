import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'

interface ScrollRowProps {
  /** Names what is chosen in the row: when it changes, the chosen part comes into sight. */
  current: string
  children: ReactNode
  className?: string
}

const CHOSEN = '[aria-current="page"], [aria-pressed="true"]'

/** A row of choices that a small screen scrolls sideways. */
export function ScrollRow({ current, children, className }: ScrollRowProps) {
  const row = useRef<HTMLDivElement>(null)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const chosen = row.current?.querySelector(CHOSEN)
    if (!chosen || !row.current || shown.current === current) return
    shown.current = current
    const [part, whole] = [chosen.getBoundingClientRect(), row.current.getBoundingClientRect()]
    row.current.scrollLeft += part.left + part.width / 2 - (whole.left + whole.width / 2)
  })
  return (
    <div ref={row} className={clsx('overflow-x-auto', className)}>
      {children}
    </div>
  )
}
