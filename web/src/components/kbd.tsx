import { clsx } from 'clsx'

/** A key hint; screen readers get shortcuts from the shortcut sheet. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden="true" className={clsx('inline-flex gap-0.5', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[4px] border border-line-strong px-1 font-sans text-[10.5px] text-fg-3 leading-none"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
