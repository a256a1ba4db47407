import { clsx } from 'clsx'
import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import type { Change } from '../lib/format.ts'

/** `cost`: up is bad. `gain`: up is good. `plain`: neither. */
export type Tone = 'cost' | 'gain' | 'plain'

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, flat: null, new: null }
const WORDS = { up: 'up', down: 'down', flat: 'unchanged', new: '' }

export function toneClass(direction: Change['direction'], tone: Tone): string {
  if (tone === 'plain' || direction === 'flat' || direction === 'new') return 'text-fg-3'
  return (direction === 'up') === (tone === 'cost') ? 'text-bad' : 'text-good'
}

export function Delta({ change, tone }: { change: Change; tone: Tone }) {
  const Arrow = ARROWS[change.direction]
  return (
    <span
      className={clsx(
        'num inline-flex items-center gap-0.5 whitespace-nowrap align-middle leading-none font-[550] text-xs',
        toneClass(change.direction, tone),
      )}
    >
      {Arrow && <Arrow aria-hidden="true" className="size-3.5" strokeWidth={2.25} />}
      <span className="sr-only">{WORDS[change.direction]}</span>
      {change.text}
    </span>
  )
}
