import { useQuery } from '@tanstack/react-query'
import { channelsOptions, meOptions, projectsOptions, useMay } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { DigestsCard } from '../features/digests/digests-card.tsx'
import { ControlTabs } from './control-tabs.tsx'

export function DigestsPage() {
  const projects = useQuery(projectsOptions).data ?? []
  const channels = useQuery(channelsOptions).data?.data ?? []
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const canEdit = useMay('manageBudgets')
  return (
    <>
      <PageBar title="Digests" />
      <PageContent>
        <ControlTabs />
        {!canEdit && <RoleNote>Only an editor or an admin makes and changes digests.</RoleNote>}
        <DigestsCard
          projects={projects.filter(({ archivedAt }) => archivedAt === null)}
          channels={channels}
          timeZone={timeZone}
          canEdit={canEdit}
        />
      </PageContent>
    </>
  )
}
