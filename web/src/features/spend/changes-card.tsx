import { clsx } from 'clsx'
import type { ChangePart, SpendChanges } from '#shared/api/spend-changes.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { MissingCosts } from '../../components/missing-costs.tsx'
import type { Money } from '../../lib/money.ts'
import { changeWords } from './change-words.ts'

const toneOf = (amount: string) => (amount.startsWith('-') ? 'text-good' : 'text-bad')

/** Why spend changed since the previous period: parts that add up to the change. */
export function ChangesCard({ changes }: { changes: SpendChanges }) {
  const money = useMoney()
  const { parts, changeUsd, previous, coverage } = changes
  const shown = parts.filter(({ amountUsd }) => amountUsd !== '0')
  const decimals = money.scale(shown.map(({ amountUsd }) => amountUsd))
  return (
    <Card aria-labelledby="spend-changes" className="flex flex-col">
      <CardHead id="spend-changes" title="Why spend changed" sub="vs the previous period, like for like" />
      {previous.requests === 0 ? (
        <p className="px-4 pb-4 text-fg-3 text-xs">Nothing ran in the previous period: nothing to compare.</p>
      ) : (
        <>
          <p className="px-4 pb-2 text-fg-3 text-xs">
            <span title={money.exact(changeUsd)} className="num font-semibold text-fg text-xl">
              {money.change(changeUsd)}
            </span>{' '}
            net change
          </p>
          <ul className="flex flex-1 flex-col gap-2.5 px-4 pb-4">
            {shown.map((part) => (
              <ChangeRow
                key={part.kind}
                part={part}
                scale={scaleOf(shown)}
                money={money}
                decimals={decimals}
              />
            ))}
          </ul>
        </>
      )}
      {coverage.unpriced + coverage.invalid > 0 && (
        <CardFooter>
          <MissingCosts coverage={coverage} />
        </CardFooter>
      )}
    </Card>
  )
}

/** How far bars reach to both sides of the line at zero; geometry only. */
interface Scale {
  down: number
  up: number
}

function scaleOf(parts: readonly ChangePart[]): Scale {
  const amounts = parts.map(({ amountUsd }) => Number(amountUsd))
  return { down: Math.max(0, ...amounts.map((amount) => -amount)), up: Math.max(0, ...amounts) }
}

interface ChangeRowProps {
  part: ChangePart
  scale: Scale
  money: Money
  /** Of the column of amounts. */
  decimals: number
}

function ChangeRow({ part, scale, money, decimals }: ChangeRowProps) {
  const { title, detail } = changeWords(part)
  const whole = scale.down + scale.up || 1
  const amount = Number(part.amountUsd)
  const zero = scale.down / whole
  const size = Math.abs(amount) / whole
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-x-3">
      <span className="truncate font-medium">{title}</span>
      <span aria-hidden="true" className="relative h-5">
        <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${zero * 100}%` }} />
        <span
          className={clsx(
            'absolute top-1.25 h-2.5 rounded-[2px] opacity-75',
            amount < 0 ? 'bg-good' : 'bg-bad',
          )}
          style={{ left: `${(amount < 0 ? zero - size : zero) * 100}%`, width: `max(2px, ${size * 100}%)` }}
        />
      </span>
      <span
        title={money.exact(part.amountUsd)}
        className={clsx('num min-w-16 text-right font-medium text-sm', toneOf(part.amountUsd))}
      >
        {money.scaledChange(part.amountUsd, decimals)}
      </span>
      <span title={detail} className="col-span-2 text-2xs text-fg-3 sm:truncate">
        {detail}
      </span>
    </li>
  )
}
