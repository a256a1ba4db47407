import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface StepProps {
  number: number
  title: string
  state: 'done' | 'now' | 'later'
  children?: ReactNode
}

export function Step({ number, title, state, children }: StepProps) {
  return (
    <li className="relative flex gap-3.5 pb-7 last:pb-0" aria-current={state === 'now' ? 'step' : undefined}>
      <span
        aria-hidden="true"
        className="absolute top-7 bottom-1 left-3 w-px bg-line in-[li:last-child]:hidden"
      />
      <span
        className={clsx(
          'flex size-6 shrink-0 items-center justify-center rounded-full font-semibold text-2xs',
          state === 'done' && 'bg-good-soft text-good',
          state === 'now' && 'bg-fg text-bg',
          state === 'later' && 'bg-active text-fg-3',
        )}
      >
        {state === 'done' ? <Check aria-label="Done" className="size-3.5" strokeWidth={2.5} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={clsx('pt-0.5 font-[550]', state === 'later' && 'text-fg-3')}>{title}</h3>
        {children}
      </div>
    </li>
  )
}
