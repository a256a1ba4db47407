import { LinkTabs } from '../components/link-tabs.tsx'

/** The pages about budgets and alerts. */
export function ControlTabs() {
  return (
    <LinkTabs
      label="Budgets and alerts"
      tabs={[
        { to: '/budgets', name: 'Budgets' },
        { to: '/alerts/channels', name: 'Channels' },
      ]}
    />
  )
}
