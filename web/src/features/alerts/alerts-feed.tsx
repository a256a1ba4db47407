import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { Alert } from '#shared/api/alerts.ts'
import { buttonClass } from '../../components/button.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { ago } from '../../lib/dates.ts'
import { AlertIcon } from './alert-icon.tsx'
import { alertState } from './alert-words.ts'
import { latestAlertsOptions } from './queries.ts'

const SHOWN = 3

interface AlertsFeedProps {
  timeZone: string
  canEdit: boolean
  now: number
}

/** The newest alerts on Overview. */
export function AlertsFeed({ timeZone, canEdit, now }: AlertsFeedProps) {
  const alerts = useQuery(latestAlertsOptions(SHOWN))
  return (
    <Card aria-labelledby="alerts-feed" className="flex flex-col">
      <CardHead
        id="alerts-feed"
        title="Alerts"
        actions={
          canEdit && (
            <Link to="/alerts/rules" className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -mt-1`}>
              <Plus aria-hidden="true" />
              New alert
            </Link>
          )
        }
      />
      <div className="flex-1 px-2 pb-2">
        {alerts.isPending && <Skeleton className="mx-2 h-40" />}
        {alerts.isError && <CardError what="Alerts" error={alerts.error} onRetry={() => alerts.refetch()} />}
        {alerts.data?.length === 0 && (
          <p className="px-2 pb-2 text-fg-3 text-xs">
            Nothing was ever alerted. Budgets and rules tell here what they find.
          </p>
        )}
        <ul>
          {alerts.data?.map((alert) => (
            <FeedRow key={alert.id} alert={alert} timeZone={timeZone} now={now} />
          ))}
        </ul>
      </div>
      <CardFooter>
        <Link to="/alerts" className="hover:text-fg">
          All alerts
        </Link>
      </CardFooter>
    </Card>
  )
}

function FeedRow({ alert, timeZone, now }: { alert: Alert; timeZone: string; now: number }) {
  return (
    <li>
      <Link
        to="/alerts"
        search={{ state: 'all', open: alert.id }}
        className="flex items-start gap-3 rounded-lg px-2 py-2.5 transition-colors duration-75 hover:bg-hover"
      >
        <AlertIcon {...alert} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{alert.title}</span>
          <span className="block text-fg-3 text-xs">{alert.text}</span>
        </span>
        <span className="num shrink-0 text-right text-fg-3 text-xs">
          {ago(alert.firedAt, now, timeZone)}
          {alert.state !== 'firing' && <span className="block text-2xs">{alertState(alert, now)[1]}</span>}
        </span>
      </Link>
    </li>
  )
}
