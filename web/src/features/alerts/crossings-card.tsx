import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { AlertRow } from './alert-row.tsx'
import { budgetAlertsOptions } from './queries.ts'

interface CrossingsCardProps {
  budgetId: string
  timeZone: string
  canAct: boolean
}

/** What a budget has told, and how every message of it went. */
export function CrossingsCard({ budgetId, timeZone, canAct }: CrossingsCardProps) {
  const alerts = useQuery(budgetAlertsOptions(budgetId))
  const [open, setOpen] = useState('')
  return (
    <Card aria-labelledby="crossings">
      <CardHead id="crossings" title="Crossings and messages" sub="Newest first, each once in its period" />
      {alerts.isPending && <Skeleton className="mx-4 mb-4 h-24" />}
      {alerts.isError && <CardError what="Crossings" error={alerts.error} onRetry={() => alerts.refetch()} />}
      {alerts.data?.length === 0 && (
        <p className="px-4 pb-4 text-fg-3 text-xs">No threshold was crossed yet.</p>
      )}
      <ul className="[&>li]:border-t">
        {alerts.data?.map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            timeZone={timeZone}
            now={Date.now()}
            canAct={canAct}
            isActive={false}
            isOpen={alert.id === open}
            onToggle={() => setOpen(alert.id === open ? '' : alert.id)}
          />
        ))}
      </ul>
    </Card>
  )
}
