import type { MouseEvent } from 'react'
import { Swatch } from '../../charts/swatch.tsx'
import { Delta } from '../../components/delta.tsx'
import { compact, integer, percent, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import type { Metric } from '../../lib/search-params.ts'
import { NO_COST_REASON } from './amounts.ts'
import type { BreakdownRow } from './breakdown.ts'

interface BreakdownTableRowProps {
  row: BreakdownRow
  metric: Metric
  money: Money
  scale: number
  compared: boolean
  onFocus: (focused: boolean) => void
  onFilter: (key: string, exclude: boolean) => void
}

function figure(
  { sums }: BreakdownRow,
  metric: Metric,
  money: Money,
  scale: number,
): { text: string; title: string } {
  if (metric === 'requests') return { text: compact(sums.requests), title: integer(sums.requests) }
  if (sums.costUsd === null) return { text: UNKNOWN, title: NO_COST_REASON }
  return { text: money.scaled(sums.costUsd, scale), title: money.exact(sums.costUsd) }
}

function RowName({ row, onFocus, onFilter }: Pick<BreakdownTableRowProps, 'row' | 'onFocus' | 'onFilter'>) {
  const { key, name } = row
  if (key === null) return <span className="truncate">{name}</span>
  return (
    <button
      type="button"
      title={`Filter by ${name}. Alt-click leaves it out.`}
      onClick={(event: MouseEvent) => onFilter(key, event.altKey)}
      onFocus={() => onFocus(true)}
      onBlur={() => onFocus(false)}
      className="min-w-0 truncate rounded-sm text-left after:absolute after:inset-0"
    >
      {name}
    </button>
  )
}

export function BreakdownTableRow(props: BreakdownTableRowProps) {
  const { row, metric, money, scale, compared, onFocus, onFilter } = props
  const { text, title } = figure(row, metric, money, scale)
  return (
    <tr
      onMouseEnter={() => onFocus(true)}
      className="group relative transition-colors duration-75 hover:bg-hover [&>*]:h-7.75 [&>*]:first:rounded-l-lg [&>*]:last:rounded-r-lg"
    >
      <th scope="row" className="pl-2 text-left font-medium">
        <span className="flex items-center gap-2">
          <Swatch colour={row.colour} hatched={row.hatched} />
          <RowName row={row} onFocus={onFocus} onFilter={onFilter} />
        </span>
      </th>
      <td title={title} className="num text-right font-medium">
        {text}
      </td>
      <td className="num text-right text-fg-3 last:pr-2">
        {row.share === null ? UNKNOWN : percent(row.share)}
      </td>
      {compared && (
        <td className="pr-2 text-right">
          {row.change && <Delta change={row.change} tone={metric === 'cost' ? 'cost' : 'plain'} />}
        </td>
      )}
    </tr>
  )
}
