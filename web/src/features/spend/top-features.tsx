import { clsx } from 'clsx'
import type { SpendBy, SpendOverTime, SpendRow } from '#shared/api/spend.ts'
import { useMoney } from '../../api/use-money.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import type { Money } from '../../lib/money.ts'
import { baseOf, costPerRequest, trendOf } from './amounts.ts'
import { type FeatureScales, TopFeatureRow } from './top-feature-row.tsx'

interface TopFeaturesProps {
  spend: SpendBy
  overTime: SpendOverTime | undefined
  /** p95 in milliseconds by feature; null where no call told one. */
  latencies: ReadonlyMap<string | null, number | null> | undefined
  onFilter: (feature: string, exclude: boolean) => void
}

function scalesOf(rows: readonly SpendRow[], money: Money): FeatureScales {
  const costs = rows.flatMap((row) => row.costUsd ?? [])
  return {
    spend: money.scale(costs),
    perRequest: money.scale(rows.flatMap((row) => costPerRequest(row) ?? [])),
    largest: Math.max(0, ...costs.map(Number)),
  }
}

export function TopFeatures({ spend, overTime, latencies, onFilter }: TopFeaturesProps) {
  const money = useMoney()
  const scales = scalesOf(spend.rows, money)
  const compared = baseOf(spend) !== null
  const trends = new Map(overTime?.series.map(({ key, values }) => [key, trendOf(values, overTime)]))
  const head = (name: string, className?: string) => (
    <th scope="col" className={clsx(headCellClass, edgeClass, className)}>
      {name}
    </th>
  )
  return (
    <Card aria-labelledby="top-features" className="flex flex-col">
      <CardHead id="top-features" title="Top features" sub="Tagged by your apps on each event" />
      <table className="w-full">
        <thead>
          <tr className="border-b">
            {head('Feature')}
            {head('Trend', 'max-md:hidden')}
            {head('Spend', 'text-right!')}
            {compared && head('Change', 'max-sm:hidden text-right!')}
            {head('Requests', 'max-sm:hidden text-right!')}
            {head('Per request', 'text-right!')}
            {head('p95', 'max-md:hidden text-right!')}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t">
          {spend.rows.map((row) => (
            <TopFeatureRow
              key={row.key}
              row={row}
              compared={compared}
              scales={scales}
              money={money}
              p95={latencies?.get(row.key) ?? null}
              onFilter={onFilter}
            >
              <td className={clsx(cellClass, 'max-md:hidden')}>
                <Sparkline
                  width={140}
                  height={24}
                  values={trends.get(row.key) ?? []}
                  colour={row.key === '' ? 'var(--warn)' : 'var(--accent)'}
                />
              </td>
            </TopFeatureRow>
          ))}
        </tbody>
      </table>
      {spend.other && (
        <p className={clsx(numberClass, 'mt-auto border-t px-4 py-2 text-fg-3 text-xs')}>
          and {spend.other.keys} more
        </p>
      )}
    </Card>
  )
}
