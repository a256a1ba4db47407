import { clsx } from 'clsx'
import type { BudgetDetail, BudgetPeriodSpend } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { Meter } from '../../components/meter.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import { TableHead } from '../../components/table-head.tsx'
import { compact } from '../../lib/format.ts'
import { wholePercent } from './budget-burn.tsx'
import { periodName } from './budget-words.ts'

interface PeriodsCardProps {
  budget: BudgetDetail
  /** Start of the period that is looked at; undefined is the current one. */
  shown: string | undefined
  onShow: (start: string | undefined) => void
}

const COLUMNS = [
  ['Period', ''],
  ['Spent', 'text-right'],
  ['Of the amount', 'max-sm:hidden'],
  ['Requests', 'text-right max-md:hidden'],
] as const

const TONES = { counting: 'plain', ok: 'plain', warning: 'warn', over: 'bad' } as const

/** The periods before, against the amount of now. */
export function PeriodsCard({ budget, shown, onShow }: PeriodsCardProps) {
  const { current, periods } = budget
  const rows = [...(current ? [current] : []), ...periods]
  return (
    <Card aria-labelledby="periods">
      <CardHead id="periods" title="History" sub="Each period against the amount of now" />
      <table className="w-full">
        <TableHead columns={COLUMNS} />
        <tbody className="[&>tr+tr]:border-t">
          {rows.map((row) => (
            <PeriodRow
              key={row.start}
              budget={budget}
              row={row}
              isShown={row === current ? shown === undefined : row.start === shown}
              onShow={() => onShow(row === current ? undefined : row.start)}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="px-4 pb-4 text-fg-3 text-xs">Being added up.</p>}
    </Card>
  )
}

interface PeriodRowProps {
  budget: BudgetDetail
  row: BudgetPeriodSpend
  isShown: boolean
  onShow: () => void
}

function PeriodRow({ budget, row, isShown, onShow }: PeriodRowProps) {
  const money = useMoney()
  const { period, timeZone, current } = budget
  const name = periodName(period, row, timeZone)
  const cell = clsx(cellClass, edgeClass)
  return (
    <tr className={clsx(isShown && 'bg-hover')}>
      <th scope="row" className={clsx(cell, 'text-left font-medium')}>
        <button
          type="button"
          aria-pressed={isShown}
          onClick={onShow}
          className="rounded-sm hover:underline aria-pressed:no-underline"
        >
          {name}
        </button>
        {row.start === current?.start && <span className="font-normal text-fg-3"> so far</span>}
        {row.isPartial && (
          <span className="block font-normal text-2xs text-fg-3">Older events are no longer kept</span>
        )}
      </th>
      <td className={clsx(cell, numberClass)} title={money.exact(row.spentUsd)}>
        {row.unpricedEvents > 0 && <span className="text-fg-3">at least </span>}
        {money.headline(row.spentUsd)}
      </td>
      <td className={clsx(cell, 'max-sm:hidden')}>
        <span className="grid grid-cols-[minmax(0,1fr)_3rem] items-center gap-2">
          <Meter
            label={`Spent in ${name}`}
            text={`${wholePercent(row.ratio)} of the amount`}
            ratio={row.ratio}
            tone={TONES[row.state]}
          />
          <span className="num text-right text-xs">{wholePercent(row.ratio)}</span>
        </span>
      </td>
      <td className={clsx(cell, numberClass, 'max-md:hidden')}>{compact(row.requests)}</td>
    </tr>
  )
}
