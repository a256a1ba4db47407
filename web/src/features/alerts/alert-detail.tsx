import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AlertDetail as Detail } from '#shared/api/alerts.ts'
import { buttonClass } from '../../components/button.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { AlertActions } from './alert-actions.tsx'
import { AlertFacts } from './alert-facts.tsx'
import { isOpen } from './alert-words.ts'
import { DeliveriesList } from './deliveries-list.tsx'
import { alertOptions } from './queries.ts'

interface AlertDetailProps {
  id: string
  timeZone: string
  now: number
  canAct: boolean
}

/** What was known, what can be done, and every attempt to tell somebody. */
export function AlertDetail({ id, timeZone, now, canAct }: AlertDetailProps) {
  const alert = useQuery(alertOptions(id))
  return (
    <div className="flex flex-col gap-4 border-t bg-bg px-4 py-4 sm:pl-14">
      {alert.isPending && <Skeleton className="h-32" />}
      {alert.isError && <CardError what="The alert" error={alert.error} onRetry={() => alert.refetch()} />}
      {alert.data && !alert.isError && (
        <>
          <AlertFacts alert={alert.data} timeZone={timeZone} />
          <div className="flex flex-wrap gap-2">
            {canAct && isOpen(alert.data) && <AlertActions alert={alert.data} now={now} />}
            <Subject alert={alert.data} />
          </div>
          <DeliveriesList
            messages={alert.data.messages}
            timeZone={timeZone}
            canResend={canAct && alert.data.acknowledgedAt === null}
          />
        </>
      )}
    </div>
  )
}

/** Where one goes on. */
function Subject({ alert: { budget, kind } }: { alert: Detail }) {
  const look = buttonClass({ size: 'sm' })
  if (budget)
    return (
      <Link to="/budgets/$id" params={{ id: budget.id }} className={look}>
        Open the budget
      </Link>
    )
  if (kind === 'unpriced_share')
    return (
      <Link to="/prices" search={{ tab: 'unpriced' }} className={look}>
        What waits for a price
      </Link>
    )
  if (kind === 'stale_prices')
    return (
      <Link to="/prices" search={{ tab: 'update' }} className={look}>
        Update the prices
      </Link>
    )
  return (
    <Link to="/explore" className={look}>
      Open in Explore
    </Link>
  )
}
