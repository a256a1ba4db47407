import { clsx } from 'clsx'
import type { MouseEvent, ReactNode } from 'react'
import type { Exploration, ExploredSeries } from '#shared/api/explore.ts'
import type { SeriesColour } from '../../charts/series-colour.ts'
import { Swatch } from '../../charts/swatch.tsx'
import { Delta } from '../../components/delta.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import { compact, integer, percent, UNKNOWN } from '../../lib/format.ts'
import { groupName, subgroupName } from './explored-rows.ts'
import type { GroupColumns } from './group-columns.ts'
import { changeOf, exactText, numberOf } from './metric-format.ts'
import { METRIC_WORDS } from './metric-words.ts'

interface GroupRowProps {
  row: ExploredSeries
  colour: SeriesColour
  /** How many groups "other" stands for. */
  hidden: number
  columns: GroupColumns
  onFocus: (focused: boolean) => void
  onSelect: (exclude: boolean) => void
  flag?: ReactNode
}

export function GroupRow({ row, colour, hidden, columns, onFocus, onSelect, flag }: GroupRowProps) {
  const subname = subgroupName(columns, row)
  const name = groupName(columns, row)
  return (
    <tr onMouseEnter={() => onFocus(true)} className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
        <span className="flex items-center gap-2">
          <Swatch {...colour} />
          {row.key === null ? (
            <span>
              {name}
              <span className="block font-normal text-2xs text-fg-3">{hidden} more</span>
            </span>
          ) : (
            <button
              type="button"
              title="Filter by it. Alt-click leaves it out."
              onClick={(event: MouseEvent) => onSelect(event.altKey)}
              onFocus={() => onFocus(true)}
              onBlur={() => onFocus(false)}
              className="min-w-0 rounded-sm text-left after:absolute after:inset-0 [overflow-wrap:anywhere]"
            >
              {name}
              {subname !== null && <span className="block font-normal text-2xs text-fg-3">{subname}</span>}
            </button>
          )}
          {flag}
        </span>
      </th>
      <Figures of={row} share={row.share} columns={columns} />
    </tr>
  )
}

interface TotalRowProps {
  total: Exploration['total']
  groups: number
  columns: GroupColumns
}

export function TotalRow({ total, groups, columns }: TotalRowProps) {
  return (
    <tr className="border-t font-medium">
      <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
        {columns.additive ? 'Total' : 'All together'}{' '}
        <span className="font-normal text-fg-3">of {groups}</span>
      </th>
      <Figures of={total} share={null} columns={columns} isTotal />
    </tr>
  )
}

interface FiguresProps {
  of: Exploration['total']
  share: number | null
  columns: GroupColumns
  isTotal?: boolean
}

function Figures({ of, share, columns, isTotal = false }: FiguresProps) {
  const { metric, additive, compared, format, money, spendScale, largest } = columns
  const cell = clsx(cellClass, edgeClass, numberClass)
  const moved = compared ? changeOf(metric, of.value, of.previous) : null
  return (
    <>
      <td className={clsx(cell, 'max-xs:pr-4')} title={exactText(metric, of.value, money)}>
        <span className="font-medium">{format(of.value)}</span>
        {!isTotal && <SizeBar part={largest > 0 ? (numberOf(of.value) ?? 0) / largest : 0} />}
      </td>
      {additive && (
        <td className={clsx(cell, 'text-fg-3 max-xs:hidden max-sm:pr-4')}>
          {isTotal ? '' : share === null ? UNKNOWN : percent(share)}
        </td>
      )}
      {compared && (
        <td className={clsx(cell, 'text-fg-3 max-md:hidden')} title={exactText(metric, of.previous, money)}>
          {format(of.previous)}
        </td>
      )}
      {compared && (
        <td className={clsx(cell, 'max-sm:hidden')}>
          {moved ? (
            <Delta change={moved} tone={METRIC_WORDS[metric].tone} />
          ) : (
            <span title="Not known of both periods" className="text-fg-3">
              {UNKNOWN}
            </span>
          )}
        </td>
      )}
      {metric !== 'cost' && (
        <td className={clsx(cell, 'text-fg-2 max-md:hidden')} title={exactText('cost', of.costUsd, money)}>
          {of.costUsd === null ? UNKNOWN : money.scaled(of.costUsd, spendScale)}
        </td>
      )}
      {metric !== 'requests' && (
        <td className={clsx(cell, 'text-fg-2 max-sm:hidden')} title={integer(of.requests)}>
          {compact(of.requests)}
        </td>
      )}
    </>
  )
}

function SizeBar({ part }: { part: number }) {
  return (
    <span aria-hidden="true" className="mt-1 ml-auto block h-[3px] w-14 rounded-full bg-active md:w-20">
      <span className="ml-auto block h-full rounded-full bg-fg-3" style={{ width: `${part * 100}%` }} />
    </span>
  )
}
