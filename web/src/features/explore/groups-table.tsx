import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Exploration, ExploredSeries } from '#shared/api/explore.ts'
import { useMoney } from '../../api/use-money.ts'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { labelTitle } from '../../lib/labels.ts'
import { groupColours, seriesId } from './explored-rows.ts'
import { columnsOf } from './group-columns.ts'
import { GroupRow, TotalRow } from './groups-table-row.tsx'
import { METRIC_WORDS } from './metric-words.ts'

interface GroupsTableProps {
  explored: Exploration
  caption: string
  onFocusSeries: (index: number | null) => void
  onSelect: (series: ExploredSeries, exclude: boolean) => void
  flagOf?: ((series: ExploredSeries) => ReactNode) | undefined
}

/** The legend of the chart is its data as a table. */
export function GroupsTable({ explored, caption, onFocusSeries, onSelect, flagOf }: GroupsTableProps) {
  const { metric, series, groupBy, subgroupBy } = explored
  const columns = columnsOf(explored, useMoney())
  const colours = groupColours(explored)
  const hidden = explored.groups - series.filter(({ key }) => key !== null).length
  const head = (name: string, className?: string) => (
    <th scope="col" className={clsx(headCellClass, edgeClass, className)}>
      {name}
    </th>
  )
  const names = [groupBy, ...(subgroupBy ? [subgroupBy] : [])].map(labelTitle).join(' · ')
  return (
    <table className="w-full border-t">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b">
          {head(names)}
          {head(METRIC_WORDS[metric].title, 'max-xs:pr-4 text-right!')}
          {columns.additive && head('Share', 'max-xs:hidden text-right!')}
          {columns.compared && head('Previous', 'max-md:hidden text-right!')}
          {columns.compared && head('Change', 'max-sm:hidden text-right!')}
          {metric !== 'cost' && head('Spend', 'max-md:hidden text-right!')}
          {metric !== 'requests' && head('Requests', 'max-sm:hidden text-right!')}
        </tr>
      </thead>
      <tbody className="[&>tr+tr]:border-t" onMouseLeave={() => onFocusSeries(null)}>
        {series.map((row, index) => (
          <GroupRow
            key={seriesId(row)}
            row={row}
            colour={colours[index]!}
            hidden={hidden}
            columns={columns}
            onFocus={(focused) => onFocusSeries(focused ? index : null)}
            onSelect={(exclude) => onSelect(row, exclude)}
            flag={flagOf?.(row)}
          />
        ))}
      </tbody>
      <tfoot className={clsx(numberClass, cellClass)}>
        <TotalRow total={explored.total} groups={explored.groups} columns={columns} />
      </tfoot>
    </table>
  )
}
