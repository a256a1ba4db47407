import { clsx } from 'clsx'
import type { Exploration } from '#shared/api/explore.ts'
import { useMoney } from '../../api/use-money.ts'
import { bucketTitle } from '../../charts/bucket-text.ts'
import { headCellClass, numberClass } from '../../components/table.ts'
import { pairName, seriesId } from './explored-rows.ts'
import { columnFormat, exactText } from './metric-format.ts'

const cell = 'h-8 whitespace-nowrap px-3'
const first = 'sticky left-0 z-1 bg-surface pl-4 text-left'

/** Every bucket of every series in figures. */
export function BucketsTable({ explored, caption }: { explored: Exploration; caption: string }) {
  const { metric, buckets, series, total } = explored
  const money = useMoney()
  const columns = [
    ...series.map((one) => ({ id: seriesId(one), name: pairName(explored, one), values: one.values })),
    { id: 'total', name: 'All', values: total.values },
  ]
  const format = columnFormat(
    metric,
    columns.flatMap(({ values }) => values),
    money,
  )
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[30rem] overflow-auto border-t outline-offset-[-2px]"
    >
      <table className="min-w-full text-xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={clsx(headCellClass, first, 'top-0 z-2')}>
              {explored.timeZone}
            </th>
            {columns.map(({ id, name }) => (
              <th
                key={id}
                scope="col"
                className={clsx(headCellClass, 'sticky top-0 z-1 bg-surface px-3 text-right!')}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr]:border-t">
          {buckets.map((bucket, at) => (
            <tr key={bucket.start} className="hover:bg-hover">
              <th scope="row" className={clsx(cell, first, 'font-normal text-fg-2')}>
                {bucketTitle(explored, bucket)}
                {bucket.partial && <span className="text-fg-3"> · so far</span>}
              </th>
              {columns.map(({ id, values }) => (
                <td
                  key={id}
                  title={exactText(metric, values[at] ?? null, money)}
                  className={clsx(cell, numberClass, id === 'total' && 'font-medium')}
                >
                  {(values[at] ?? null) === null ? '' : format(values[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
