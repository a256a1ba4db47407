import { clsx } from 'clsx'
import type { RepriceSummary } from '#shared/api/prices.ts'
import { useMoney } from '../../api/use-money.ts'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { fullDay } from '../../lib/dates.ts'
import { integer } from '../../lib/format.ts'
import { differenceOf } from './run-text.ts'

type Sums = Pick<RepriceSummary, 'events' | 'changed' | 'beforeUsd' | 'afterUsd'>

/** What a run changes: as a whole, by model and by day. */
export function RunSummary({ summary }: { summary: RepriceSummary }) {
  const isChanged = ({ changed }: Sums) => changed > 0
  const money = useMoney()
  const models = summary.byModel.filter(isChanged)
  const days = summary.byDay.filter(isChanged)
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 border-t px-4 py-3 sm:grid-cols-4">
        <Figure name="Events looked at" text={integer(summary.events)} />
        <Figure name="Would change" text={integer(summary.changed)} />
        <Figure
          name="Known cost, before and after"
          text={`${money.headline(summary.beforeUsd)} to ${money.headline(summary.afterUsd)}`}
          title={`${money.exact(summary.beforeUsd)} to ${money.exact(summary.afterUsd)}`}
        />
        <Figure name="Difference" text={money.change(differenceOf(summary))} />
      </dl>
      {summary.changed === 0 && (
        <p className="border-t px-4 py-3 text-fg-2">Every event costs what the prices of now say.</p>
      )}
      {models.length > 0 && (
        <ChangesTable
          name="Model"
          rows={models.map((row) => ({ ...row, name: `${row.provider}/${row.model}` }))}
        />
      )}
      {days.length > 0 && (
        <ChangesTable name="Day, UTC" rows={days.map((row) => ({ ...row, name: fullDay(row.day, 'UTC') }))} />
      )}
    </>
  )
}

interface FigureProps {
  name: string
  text: string
  title?: string
}

const Figure = ({ name, text, title }: FigureProps) => (
  <div>
    <dt className="text-2xs text-fg-3">{name}</dt>
    <dd className="num font-semibold text-base" title={title}>
      {text}
    </dd>
  </div>
)

interface ChangesTableProps {
  name: string
  rows: readonly (Sums & { name: string })[]
}

function ChangesTable({ name, rows }: ChangesTableProps) {
  const cell = clsx(cellClass, edgeClass, numberClass)
  const money = useMoney()
  const scale = money.scale(rows.flatMap(({ beforeUsd, afterUsd }) => [beforeUsd, afterUsd]))
  const heads = [
    ['Events', 'max-sm:hidden'],
    ['Changed', ''],
    ['Before', 'max-xs:hidden'],
    ['After', 'max-xs:hidden'],
    ['Difference', ''],
  ] as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section aria-label={`Changes by ${name}`} tabIndex={0} className="max-h-96 overflow-y-auto border-t">
      <table className="w-full">
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b">
            <th scope="col" className={clsx(headCellClass, edgeClass)}>
              {name}
            </th>
            {heads.map(([text, className]) => (
              <th key={text} scope="col" className={clsx(headCellClass, edgeClass, 'text-right!', className)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t">
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
                <span className="[overflow-wrap:anywhere]">{row.name}</span>
              </th>
              <td className={clsx(cell, 'text-fg-3 max-sm:hidden')}>{integer(row.events)}</td>
              <td className={cell}>{integer(row.changed)}</td>
              <td className={clsx(cell, 'text-fg-2 max-xs:hidden')} title={money.exact(row.beforeUsd)}>
                {money.scaled(row.beforeUsd, scale)}
              </td>
              <td className={clsx(cell, 'text-fg-2 max-xs:hidden')} title={money.exact(row.afterUsd)}>
                {money.scaled(row.afterUsd, scale)}
              </td>
              <td className={clsx(cell, 'font-medium')}>{money.change(differenceOf(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
