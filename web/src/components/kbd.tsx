import { clsx } from 'clsx'
import { ArrowLeft, ArrowRight, CornerDownLeft, type LucideIcon } from 'lucide-react'

/** Drawn, since our font has no glyphs of them, and not every system has either. */
const DRAWN: Readonly<Record<string, LucideIcon>> = {
  Left: ArrowLeft,
  Right: ArrowRight,
  Enter: CornerDownLeft,
}

/** A key hint; screen readers get shortcuts from the shortcut sheet. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden="true" className={clsx('inline-flex gap-0.5', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[4px] border border-line-strong px-1 font-sans text-[10.5px] text-fg-3 leading-none"
        >
          <Key name={key} />
        </kbd>
      ))}
    </span>
  )
}

function Key({ name }: { name: string }) {
  const Icon = DRAWN[name]
  return Icon ? <Icon className="size-2.5" strokeWidth={2.25} /> : name
}
