import { useQuery } from '@tanstack/react-query'
import { useMoney } from '../../api/use-money.ts'
import { Badge } from '../../components/badge.tsx'
import { opportunitiesOptions } from './queries.ts'

/** What could be saved in a month, beside the way to the page; nothing where there is nothing to save. */
export function SavingsBadge() {
  const money = useMoney()
  const claimed = useQuery(opportunitiesOptions()).data?.totals.claimedUsdMonthly ?? '0'
  if (Number(claimed) <= 0) return null
  return (
    // On the current row the tint of the row would take the badge its contrast.
    <span title={`${money.exact(claimed)} a month could be saved`} className="flex rounded-full bg-surface">
      <Badge tone="good">
        {money.compact(claimed)}
        <span className="sr-only"> a month could be saved</span>
      </Badge>
    </span>
  )
}
