import { Skeleton } from '../../components/skeleton.tsx'
import { GRID } from './columns.ts'

const ROWS = Array.from({ length: 18 }, (_, i) => i)

export function TableSkeleton() {
  return (
    <div role="status" aria-label="Loading requests" className="@container min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b" />
      {ROWS.map((row) => (
        <div key={row} className={`${GRID} h-8.5 border-b`}>
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-36" />
          <Skeleton className="h-3 w-20" />
        </div>
      ))}
    </div>
  )
}
