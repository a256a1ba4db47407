import type { ListedOpportunity } from '#shared/api/savings.ts'
import { useMoney } from '../../api/use-money.ts'
import { TableHead } from '../../components/table-head.tsx'
import { dayInZone } from '../../lib/dates.ts'
import { OpportunityRow } from './opportunity-row.tsx'

const COLUMNS = [
  ['Opportunity', ''],
  ['Saves a month', 'text-right! max-xs:pr-4'],
  ['Confidence', 'max-xs:hidden'],
  ['Effort', 'max-lg:hidden'],
  ['State', 'max-md:hidden'],
  ['Owner', 'max-xl:hidden'],
  ['Requests', 'text-right! max-md:hidden'],
] as const

/** The largest saving first, as the server ranks them. */
export function OpportunitiesTable({ rows }: { rows: readonly ListedOpportunity[] }) {
  const money = useMoney()
  const today = dayInZone(Date.now(), 'UTC')
  const scale = money.scale(rows.map(({ savings }) => savings.marginalUsd))
  return (
    <table className="w-full border-t">
      <caption className="sr-only">Opportunities to save, the largest first</caption>
      <TableHead columns={COLUMNS} />
      <tbody className="[&>tr+tr]:border-t">
        {rows.map((row) => (
          <OpportunityRow key={row.id} opportunity={row} money={money} scale={scale} today={today} />
        ))}
      </tbody>
    </table>
  )
}
