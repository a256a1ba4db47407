import { useQuery } from '@tanstack/react-query'
import type { ProjectSavings } from '#shared/api/savings-settings.ts'
import { useMay } from '../../api/queries.ts'
import { CardQuery } from '../../components/card-query.tsx'
import { RoleNote } from '../../components/role-note.tsx'
import { SavingsSettingsCard } from '../../features/savings/settings-card.tsx'
import { savingsSettingsOptions, useUpdateSavingsSettings } from '../../features/savings/settings-queries.ts'

export function SavingsSettingsPage() {
  const settings = useQuery(savingsSettingsOptions)
  const canEdit = useMay('manageSavings')
  return (
    <>
      <p className="text-fg-2">
        The search for savings proposes only what heeds these. Without an allowed provider it stays with those
        that a project uses already.
      </p>
      {!canEdit && <RoleNote>Only an editor or admin changes these.</RoleNote>}
      <CardQuery what="Settings" query={settings} height="h-[240px]">
        {(data) => data.map((each) => <ProjectCard key={each.projectId} of={each} canEdit={canEdit} />)}
      </CardQuery>
    </>
  )
}

function ProjectCard({ of, canEdit }: { of: ProjectSavings; canEdit: boolean }) {
  const save = useUpdateSavingsSettings(of.projectId)
  return <SavingsSettingsCard of={of} canEdit={canEdit} pending={save.isPending} onSave={save.mutate} />
}
