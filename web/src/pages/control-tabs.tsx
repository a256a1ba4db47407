import { useQuery } from '@tanstack/react-query'
import { openAlertsOptions } from '../api/queries.ts'
import { LinkTabs } from '../components/link-tabs.tsx'

/** The pages about budgets and alerts. */
export function ControlTabs() {
  const open = useQuery(openAlertsOptions).data?.open ?? 0
  return (
    <LinkTabs
      label="Budgets and alerts"
      tabs={[
        { to: '/budgets', name: 'Budgets' },
        { to: '/alerts', name: 'Alerts', count: open },
        { to: '/alerts/rules', name: 'Rules' },
        { to: '/alerts/digests', name: 'Digests' },
        { to: '/alerts/channels', name: 'Channels' },
      ]}
    />
  )
}
