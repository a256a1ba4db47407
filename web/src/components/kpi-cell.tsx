import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface KpiCellProps {
  label: string
  /** In words, for the tooltip of the figure. */
  title?: string | undefined
  figure: string
  children?: ReactNode
  lead?: boolean
  /** Given where a click makes this the metric of the chart. */
  onSelect?: () => void
  selected?: boolean
}

export function KpiCell({ label, title, figure, children, lead = false, onSelect, selected }: KpiCellProps) {
  const content = (
    <>
      <span className="block text-fg-3 text-xs">{label}</span>
      <span
        title={title}
        className={clsx(
          'num mt-0.5 block truncate font-semibold',
          lead ? 'text-2xl lg:max-xl:text-xl' : 'text-xl xl:text-2xl',
        )}
      >
        {figure}
      </span>
      <span className="mt-1 flex min-h-5 flex-wrap items-center gap-x-1.5 text-fg-3 text-xs">{children}</span>
    </>
  )
  const box = 'relative flex w-full min-w-0 flex-col bg-surface px-4 pt-3 pb-3.5 text-left'
  if (!onSelect) return <div className={box}>{content}</div>
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onSelect}
      className={clsx(
        box,
        'outline-offset-[-3px] transition-colors duration-75 hover:bg-surface-2',
        'before:absolute before:inset-x-0 before:top-0 before:h-0.5 aria-pressed:before:bg-accent',
      )}
    >
      {content}
    </button>
  )
}
