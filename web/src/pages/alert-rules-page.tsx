import { useQuery } from '@tanstack/react-query'
import { channelsOptions, projectsOptions, useMay } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { RulesCard } from '../features/alert-rules/rules-card.tsx'
import { ControlTabs } from './control-tabs.tsx'

export function AlertRulesPage() {
  const projects = useQuery(projectsOptions).data ?? []
  const channels = useQuery(channelsOptions).data?.data
  const canEdit = useMay('manageBudgets')
  return (
    <>
      <PageBar title="Alert rules" />
      <PageContent>
        <ControlTabs />
        {!canEdit && <RoleNote>Only an editor or an admin makes and changes rules.</RoleNote>}
        <RulesCard
          projects={projects.filter(({ archivedAt }) => archivedAt === null)}
          channels={channels}
          canEdit={canEdit}
        />
      </PageContent>
    </>
  )
}
