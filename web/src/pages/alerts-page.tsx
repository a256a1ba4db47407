import { useQuery } from '@tanstack/react-query'
import { meOptions, useMay } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { AlertsCard } from '../features/alerts/alerts-card.tsx'
import { AlertsFilter } from '../features/alerts/alerts-filter.tsx'
import { useAlertsView } from '../features/alerts/use-alerts-view.ts'
import { ControlTabs } from './control-tabs.tsx'

export function AlertsPage() {
  const { view, change } = useAlertsView()
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const canAct = useMay('manageBudgets')
  return (
    <>
      <PageBar title="Alerts">
        <AlertsFilter view={view} onChange={change} />
      </PageBar>
      <PageContent>
        <ControlTabs />
        <AlertsCard view={view} timeZone={timeZone} canAct={canAct} onChange={change} />
      </PageContent>
    </>
  )
}
