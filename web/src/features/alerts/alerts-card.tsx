import { useInfiniteQuery } from '@tanstack/react-query'
import { BellOff } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Refetching } from '../../components/refetching.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import type { AlertsView } from '../../lib/alerts-params.ts'
import { AlertRow } from './alert-row.tsx'
import { alertsOptions } from './queries.ts'
import { useAlertKeys } from './use-alert-keys.ts'

interface AlertsCardProps {
  view: AlertsView
  timeZone: string
  canAct: boolean
  onChange: (part: Partial<AlertsView>) => void
}

/** The inbox: newest first, one of them open. */
export function AlertsCard({ view, timeZone, canAct, onChange }: AlertsCardProps) {
  const alerts = useInfiniteQuery(alertsOptions(view))
  const rows = alerts.data?.pages.flatMap(({ data }) => data) ?? []
  const active = useAlertKeys({ alerts: rows, open: view.open, onOpen: (open) => onChange({ open }) })
  if (alerts.isPending) return <Skeleton className="h-80 rounded-xl!" />
  if (alerts.isError && rows.length === 0)
    return (
      <Card>
        <CardError what="Alerts" error={alerts.error} onRetry={() => alerts.refetch()} />
      </Card>
    )
  return (
    <Refetching stale={alerts.isPlaceholderData}>
      <Card aria-label="Alerts">
        {rows.length === 0 ? (
          <NoAlerts view={view} onChange={onChange} />
        ) : (
          <ul className="[&>li+li]:border-t">
            {rows.map((alert) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                timeZone={timeZone}
                now={Date.now()}
                canAct={canAct}
                isActive={alert.id === active}
                isOpen={alert.id === view.open}
                onToggle={() => onChange({ open: alert.id === view.open ? '' : alert.id })}
              />
            ))}
          </ul>
        )}
        {alerts.hasNextPage && (
          <div className="border-t p-3 text-center">
            <Button size="sm" disabled={alerts.isFetchingNextPage} onClick={() => alerts.fetchNextPage()}>
              Older alerts
            </Button>
          </div>
        )}
      </Card>
    </Refetching>
  )
}

function NoAlerts({ view, onChange }: Pick<AlertsCardProps, 'view' | 'onChange'>) {
  if (view.state === 'open' && view.kind === '')
    return (
      <EmptyState icon={BellOff} title="Nothing is open">
        <p className="max-w-md text-fg-3 text-xs">
          What a budget or a rule has to tell stands here until somebody acknowledges it or it is over.
        </p>
        <Button size="sm" className="mt-3" onClick={() => onChange({ state: 'all' })}>
          Show all
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={BellOff} title="No alerts">
      <p className="max-w-md text-fg-3 text-xs">None was ever raised of this kind.</p>
    </EmptyState>
  )
}
