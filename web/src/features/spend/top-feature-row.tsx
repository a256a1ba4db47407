import { clsx } from 'clsx'
import type { MouseEvent, ReactNode } from 'react'
import type { SpendRow } from '#shared/api/spend.ts'
import { Delta } from '../../components/delta.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import { compact, integer, latency, percent, UNKNOWN } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'
import type { Money } from '../../lib/money.ts'
import { changeOf, costNumber, costPerRequest, NO_COST_REASON } from './amounts.ts'

/** Decimals and bar length are those of the whole column. */
export interface FeatureScales {
  spend: number
  perRequest: number
  largest: number
}

interface TopFeatureRowProps {
  row: SpendRow
  scales: FeatureScales
  money: Money
  compared: boolean
  /** In milliseconds; null is unknown. */
  p95: number | null
  onFilter: (feature: string, exclude: boolean) => void
  /** The cell of the trend. */
  children: ReactNode
}

function ShareBar({ part }: { part: number }) {
  return (
    <span aria-hidden="true" className="mt-1 ml-auto block h-[3px] w-14 rounded-full bg-active md:w-20">
      <span className="ml-auto block h-full rounded-full bg-fg-3" style={{ width: `${part * 100}%` }} />
    </span>
  )
}

export function TopFeatureRow({ row, scales, money, compared, p95, onFilter, children }: TopFeatureRowProps) {
  const cost = costNumber(row)
  const perRequest = costPerRequest(row)
  const delta = compared ? changeOf(cost, row.previous && costNumber(row.previous)) : null
  const untagged = row.key === ''
  const number = clsx(cellClass, edgeClass, numberClass)
  return (
    <tr className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
        <button
          type="button"
          onClick={(event: MouseEvent) => onFilter(row.key, event.altKey)}
          className={clsx('rounded-sm text-left after:absolute after:inset-0', untagged && 'text-warn')}
        >
          {row.name || valueName(row.key)}
        </button>
        <span className="block font-normal text-2xs text-fg-3">
          {untagged ? 'Find the callers' : `${row.share === null ? UNKNOWN : percent(row.share)} of spend`}
        </span>
      </th>
      {children}
      <td className={number} title={row.costUsd === null ? NO_COST_REASON : money.exact(row.costUsd)}>
        <span className="font-medium">
          {row.costUsd === null ? UNKNOWN : money.scaled(row.costUsd, scales.spend)}
        </span>
        <ShareBar part={scales.largest > 0 ? (cost ?? 0) / scales.largest : 0} />
      </td>
      {compared && (
        <td className={clsx(number, 'max-sm:hidden')}>{delta && <Delta change={delta} tone="cost" />}</td>
      )}
      <td className={clsx(number, 'text-fg-2 max-sm:hidden')} title={integer(row.requests)}>
        {compact(row.requests)}
      </td>
      <td className={clsx(number, 'text-fg-2')}>
        {perRequest === null ? UNKNOWN : money.scaled(perRequest, scales.perRequest)}
      </td>
      <td className={clsx(number, 'text-fg-2 max-md:hidden')}>{p95 === null ? UNKNOWN : latency(p95)}</td>
    </tr>
  )
}
