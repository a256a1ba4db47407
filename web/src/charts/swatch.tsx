import { clsx } from 'clsx'
import type { SeriesColour } from './series-colour.ts'

const hatch = (colour: string) =>
  `repeating-linear-gradient(45deg, ${colour} 0 2px, color-mix(in oklab, ${colour} 35%, var(--surface)) 2px 4px)`

export function Swatch({ colour, hatched, className = 'size-2.5' }: SeriesColour & { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx('inline-block shrink-0 rounded-[2.5px]', className)}
      style={{ background: hatched ? hatch(colour) : colour }}
    />
  )
}
