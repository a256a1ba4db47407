import type { SavingsTotals } from '#shared/api/savings.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card } from '../../components/card.tsx'
import { KpiCell } from '../../components/kpi-cell.tsx'
import { plural, UNKNOWN } from '../../lib/format.ts'

const cards = (count: number) => `${count} ${plural(count, 'opportunity', 'opportunities')}`

/** What is claimed, promised, really saved and lost: four different things, never one sum. */
export function SavingsKpis({ totals }: { totals: SavingsTotals }) {
  const money = useMoney()
  const { lastMonth, annualUsd } = totals
  return (
    <Card aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px bg-line *:first:max-lg:col-span-2 lg:grid-cols-5">
        <KpiCell
          lead
          label="Could be saved"
          figure={money.headline(totals.claimedUsdMonthly)}
          title={money.exact(totals.claimedUsdMonthly)}
        >
          a month, {cards(totals.claimed)}
        </KpiCell>
        <KpiCell
          label="Accepted"
          figure={money.headline(totals.acceptedUsdMonthly)}
          title={money.exact(totals.acceptedUsdMonthly)}
        >
          a month, as promised
        </KpiCell>
        <KpiCell
          label="Really saved"
          figure={money.headline(totals.realisedUsd)}
          title={money.exact(totals.realisedUsd)}
        >
          counted request by request
        </KpiCell>
        <KpiCell
          label="A year at this rate"
          figure={annualUsd === null ? UNKNOWN : money.headline(annualUsd)}
          title={annualUsd === null ? 'No month is over yet' : money.exact(annualUsd)}
        >
          {lastMonth === null ? 'no full month yet' : `${lastMonth.month} times 12, no forecast`}
        </KpiCell>
        <KpiCell
          label="Leaked"
          figure={money.headline(totals.leakedUsdMonthly)}
          title={money.exact(totals.leakedUsdMonthly)}
        >
          a month, {totals.leaked} failed
        </KpiCell>
      </div>
    </Card>
  )
}
