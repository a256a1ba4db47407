import { clsx } from 'clsx'
import type { LedgerMonth } from '#shared/api/savings.ts'
import { useMoney } from '../../api/use-money.ts'
import { Badge } from '../../components/badge.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import { TableHead } from '../../components/table-head.tsx'
import { integer, UNKNOWN } from '../../lib/format.ts'

const COLUMNS = [
  ['Month', ''],
  ['Requests', 'text-right! max-sm:hidden'],
  ['Would have cost', 'text-right! max-sm:hidden'],
  ['Cost', 'text-right! max-sm:hidden'],
  ['Judging and change', 'text-right! max-md:hidden'],
  ['Score before, after', 'text-right! max-md:hidden'],
  ['Saved', 'text-right!'],
] as const

/** To the thousandth, as scores are written here. */
const signed = (score: number) => `${score < 0 ? '\u2212' : '+'}${Math.abs(score).toFixed(3)}`

/** What it really saved, month by month. */
export function LedgerCard({ ledger }: { ledger: readonly LedgerMonth[] }) {
  return (
    <Card aria-labelledby="ledger">
      <CardHead
        id="ledger"
        title="Really saved"
        sub="Each routed request, priced again under the model that it came from, at the prices of its own time"
      />
      {ledger.length === 0 ? (
        <p className="border-t px-4 py-3 text-fg-2 text-xs">
          Nothing is counted yet. Send <code>routedFrom</code> and the tag <code>opportunityId</code> with the
          requests that moved; the next search counts them.
        </p>
      ) : (
        <LedgerTable ledger={ledger} />
      )}
      <CardFooter>Closed months never change. A month that cost money stays negative.</CardFooter>
    </Card>
  )
}

function LedgerTable({ ledger }: { ledger: readonly LedgerMonth[] }) {
  const money = useMoney()
  const scale = money.scale(ledger.flatMap((month) => [month.counterfactualUsd, month.realisedUsd]))
  const cell = clsx(cellClass, edgeClass)
  const amount = (usd: string, className: string) => (
    <td className={clsx(cell, numberClass, className)} title={money.exact(usd)}>
      {money.scaled(usd, scale)}
    </td>
  )
  return (
    <table className="w-full border-t">
      <caption className="sr-only">Savings by month</caption>
      <TableHead columns={COLUMNS} />
      <tbody className="[&>tr+tr]:border-t">
        {ledger.map((month) => (
          <tr key={month.month}>
            <th scope="row" className={clsx(cell, 'whitespace-nowrap text-left font-medium')}>
              {month.month} {!month.closed && <Badge tone="plain">Running</Badge>}
            </th>
            <td className={clsx(cell, numberClass, 'text-fg-2 max-sm:hidden')}>
              {integer(month.requests)}
              {month.unknownRequests > 0 && (
                <span className="block text-2xs text-warn">{integer(month.unknownRequests)} not known</span>
              )}
            </td>
            {amount(month.counterfactualUsd, 'text-fg-2 max-sm:hidden')}
            {amount(month.actualUsd, 'text-fg-2 max-sm:hidden')}
            {amount(month.overheadUsd, 'text-fg-2 max-md:hidden')}
            <td className={clsx(cell, numberClass, 'text-fg-2 max-md:hidden')}>
              {month.quality
                ? `${month.quality.before?.toFixed(3) ?? UNKNOWN}, ${month.quality.after.toFixed(3)}`
                : UNKNOWN}
              {month.quality?.lowerBound != null && (
                <span className="block text-2xs text-fg-3">at worst {signed(month.quality.lowerBound)}</span>
              )}
            </td>
            {amount(
              month.realisedUsd,
              `font-medium ${month.realisedUsd.startsWith('-') ? 'text-bad' : 'text-good'}`,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
