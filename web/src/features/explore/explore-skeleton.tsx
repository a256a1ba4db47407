import { Card } from '../../components/card.tsx'
import { Skeleton } from '../../components/skeleton.tsx'

const ROWS = ['1', '2', '3', '4', '5', '6']

export function ExploreSkeleton() {
  return (
    <Card aria-busy="true" aria-label="Explore" className="h-[720px]">
      <div className="px-4 pt-4">
        <Skeleton className="h-3.5 w-32" />
        <Skeleton className="mt-2 h-3 w-44" />
        <Skeleton className="mt-5 h-72" />
        <div className="flex flex-col gap-8 pt-10">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-3" />
          ))}
        </div>
      </div>
    </Card>
  )
}
