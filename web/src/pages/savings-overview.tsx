import { useQuery } from '@tanstack/react-query'
import { CardQuery } from '../components/card-query.tsx'
import { opportunitiesOptions } from '../features/savings/queries.ts'
import { SavingsCard } from '../features/savings/savings-card.tsx'

/** What could be saved, on Overview: whatever it is filtered by, since opportunities are of all traffic. */
export function SavingsOverview() {
  const list = useQuery(opportunitiesOptions())
  return (
    <CardQuery what="Savings" query={list} height="h-[330px]">
      {(data) => <SavingsCard list={data} />}
    </CardQuery>
  )
}
