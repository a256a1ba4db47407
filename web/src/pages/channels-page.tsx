import { useQuery } from '@tanstack/react-query'
import { meOptions, useMay } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { RoleNote } from '../components/role-note.tsx'
import { ChannelsCard } from '../features/channels/channels-card.tsx'
import { ControlTabs } from './control-tabs.tsx'

export function ChannelsPage() {
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const canEdit = useMay('manageChannels')
  return (
    <>
      <PageBar title="Channels" />
      <PageContent>
        <ControlTabs />
        {!canEdit && <RoleNote>Only an admin adds and changes channels.</RoleNote>}
        <ChannelsCard timeZone={timeZone} canEdit={canEdit} />
      </PageContent>
    </>
  )
}
