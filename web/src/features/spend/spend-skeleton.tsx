import { Card } from '../../components/card.tsx'
import { Skeleton } from '../../components/skeleton.tsx'

const CELLS = ['spend', 'forecast', 'requests', 'cost', 'cache', 'priced']
const ROWS = ['1', '2', '3', '4', '5', '6', '7']

/** The outlines of the cards, with their final heights. */
export function KpiSkeleton() {
  return (
    <Card aria-busy="true" aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px bg-line lg:grid-cols-3 xl:grid-cols-[1.35fr_1.2fr_1fr_1fr_1fr_1fr]">
        {CELLS.map((cell) => (
          <div key={cell} className="h-[102px] bg-surface px-4 pt-4">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="mt-3 h-6 w-24" />
            <Skeleton className="mt-3 h-3 w-14" />
          </div>
        ))}
      </div>
    </Card>
  )
}

export function SpendCardSkeleton() {
  return (
    <Card aria-busy="true" aria-label="Spend over time" className="h-[380px]">
      <CardHeadSkeleton />
      <div className="grid gap-8 px-4 pt-3 lg:grid-cols-[minmax(0,1fr)_320px]">
        <Skeleton className="h-[244px]" />
        <div className="flex flex-col gap-[19px] pt-1 max-lg:hidden">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-3" />
          ))}
        </div>
      </div>
    </Card>
  )
}

export function FeaturesSkeleton() {
  return (
    <Card aria-busy="true" aria-label="Top features" className="h-[400px]">
      <CardHeadSkeleton />
      <div className="flex flex-col gap-8 px-4 pt-12">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-3.5" />
        ))}
      </div>
    </Card>
  )
}

/** Half of the width beside another. */
export function HalfCardSkeleton({ label }: { label: string }) {
  return (
    <Card aria-busy="true" aria-label={label} className="h-[330px]">
      <CardHeadSkeleton />
      <div className="flex flex-col gap-7 px-4 pt-8">
        {ROWS.slice(0, 5).map((row) => (
          <Skeleton key={row} className="h-3.5" />
        ))}
      </div>
    </Card>
  )
}

function CardHeadSkeleton() {
  return (
    <div className="px-4 pt-4">
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="mt-2 h-3 w-44" />
    </div>
  )
}
