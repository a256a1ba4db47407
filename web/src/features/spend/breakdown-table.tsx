import { useMoney } from '../../api/use-money.ts'
import type { Metric } from '../../lib/search-params.ts'
import type { BreakdownRow } from './breakdown.ts'
import { BreakdownTableRow } from './breakdown-table-row.tsx'

interface BreakdownTableProps {
  caption: string
  rows: readonly BreakdownRow[]
  metric: Metric
  onFocusSeries: (index: number | null) => void
  onFilter: (key: string, exclude: boolean) => void
}

/** The legend of the chart is its data as a table. */
export function BreakdownTable({ caption, rows, metric, onFocusSeries, onFilter }: BreakdownTableProps) {
  const money = useMoney()
  const compared = rows.some(({ change }) => change !== null)
  const scale = money.scale(rows.flatMap(({ sums }) => sums.costUsd ?? []))
  return (
    <table className="w-full table-fixed self-start border-separate border-spacing-0 text-xs">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col />
        <col className={metric === 'cost' && scale > 2 ? 'w-20' : 'w-16'} />
        <col className="w-13" />
        {compared && <col className="w-17" />}
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">{metric === 'cost' ? 'Spend' : 'Requests'}</th>
          <th scope="col">Share</th>
          {compared && <th scope="col">Change</th>}
        </tr>
      </thead>
      <tbody onMouseLeave={() => onFocusSeries(null)}>
        {rows.map((row, index) => (
          <BreakdownTableRow
            key={row.key === null ? 'other' : `key:${row.key}`}
            row={row}
            metric={metric}
            money={money}
            scale={scale}
            compared={compared}
            onFocus={(focused) => onFocusSeries(focused ? index : null)}
            onFilter={onFilter}
          />
        ))}
      </tbody>
    </table>
  )
}
