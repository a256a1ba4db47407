import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import { CardError } from './card-error.tsx'
import { Skeleton } from './skeleton.tsx'

interface CardQueryProps<T> {
  what: string
  query: UseQueryResult<T>
  /** Class of the height that the card will have. */
  height: string
  children: (data: T) => ReactNode
}

/** A card that is drawn when its data are there; until then its outline, or what went wrong. */
export function CardQuery<T>({ what, query, height, children }: CardQueryProps<T>) {
  if (query.isPending) return <Skeleton className={`rounded-xl! ${height}`} />
  if (!query.isError) return children(query.data)
  return (
    <Card aria-label={what}>
      <CardError what={what} error={query.error} onRetry={() => query.refetch()} />
    </Card>
  )
}
