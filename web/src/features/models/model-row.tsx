import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { ModelMeasures } from '#shared/api/models.ts'
import type { SeriesColour } from '../../charts/series-colour.ts'
import { Swatch } from '../../charts/swatch.tsx'
import { Badge } from '../../components/badge.tsx'
import { Delta } from '../../components/delta.tsx'
import { LifecycleBadge } from '../../components/lifecycle-badge.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import type { Day } from '../../lib/dates.ts'
import { change, compact, integer, latency, percent, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { type SharedView, writeShared } from '../../lib/shared-search.ts'
import { PaidCell } from './paid-cell.tsx'
import { hasNoPrice, PriceCell } from './price-cell.tsx'

interface ModelRowProps {
  row: ModelMeasures
  colour: SeriesColour
  view: SharedView
  today: Day
  money: Money
  /** Decimals of the column of spend, and of what was paid for 1M tokens. */
  scale: number
  paidScale: number
  /** Its spend by that of the largest, 0 to 1. */
  part: number
  /** What could be saved on it, if anything. */
  flag?: ReactNode
}

export function ModelRow({ row, colour, view, today, money, scale, paidScale, part, flag }: ModelRowProps) {
  const { provider, model, requests, errors, inputTokens, cacheReadTokens, cacheWriteTokens } = row
  const cell = clsx(cellClass, edgeClass, numberClass, 'py-1.5')
  const count = (tokens: number, className: string) => (
    <td className={clsx(cell, 'text-fg-2', className)} title={integer(tokens)}>
      {compact(tokens)}
    </td>
  )
  return (
    <tr className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cellClass, edgeClass, 'py-1.5 text-left font-medium')}>
        <span className="flex items-center gap-2">
          <Swatch {...colour} />
          <span className="min-w-0">
            <Link
              to="/models/$provider/$model"
              params={{ provider, model }}
              search={writeShared(view)}
              className="rounded-sm [overflow-wrap:anywhere] after:absolute after:inset-0"
            >
              {model}
            </Link>
            <span className="flex flex-wrap items-center gap-1.5 font-normal text-2xs text-fg-3">
              {provider}
              <span className="pt-1.5 empty:hidden">{flag}</span>
              <LifecycleBadge listed={row.listed} today={today} />
              {hasNoPrice(row) && (
                <span className="lg:hidden">
                  <Badge tone="bad">No price</Badge>
                </span>
              )}
            </span>
          </span>
        </span>
      </th>
      <td className={clsx(cell, 'max-xs:pr-4')}>
        <Spend row={row} money={money} scale={scale} part={part} />
      </td>
      {count(requests, 'max-md:hidden')}
      {count(inputTokens + cacheWriteTokens, 'max-xl:hidden')}
      {count(cacheReadTokens, 'max-xl:hidden')}
      {count(row.outputTokens, 'max-xl:hidden')}
      <td className={clsx(cell, 'max-sm:hidden')}>
        <PaidCell row={row} scale={paidScale} />
      </td>
      <td className={clsx(cell, 'whitespace-nowrap max-lg:hidden')}>
        <PriceCell row={row} />
      </td>
      <td className={clsx(cell, 'whitespace-nowrap text-fg-2 max-lg:hidden')}>
        {row.latencyP50 === null || row.latencyP95 === null
          ? UNKNOWN
          : `${latency(row.latencyP50)} · ${latency(row.latencyP95)}`}
      </td>
      <td
        className={clsx(cell, 'max-xs:hidden', errors > 0 ? 'text-fg-2' : 'text-fg-3')}
        title={`${integer(errors)} of ${integer(requests)}`}
      >
        {percent(errors / requests)}
      </td>
    </tr>
  )
}

function Spend({ row, money, scale, part }: Pick<ModelRowProps, 'row' | 'money' | 'scale' | 'part'>) {
  const { costUsd, share, previous } = row
  if (costUsd === null) return <span title="No price is known for these requests">{UNKNOWN}</span>
  const base = previous?.requests && previous.costUsd !== null ? Number(previous.costUsd) : null
  return (
    <>
      <span className="font-medium" title={money.exact(costUsd)}>
        {money.scaled(costUsd, scale)}
      </span>
      <span className="flex items-center justify-end gap-1.5 text-2xs text-fg-3">
        {base !== null && <Delta change={change(Number(costUsd), base)} tone="cost" />}
        {share !== null && percent(share)}
      </span>
      <span aria-hidden="true" className="mt-0.5 ml-auto block h-[3px] w-14 rounded-full bg-active md:w-20">
        <span className="ml-auto block h-full rounded-full bg-fg-3" style={{ width: `${part * 100}%` }} />
      </span>
    </>
  )
}
