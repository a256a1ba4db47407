import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { meOptions, projectsOptions, useMay } from '../../api/queries.ts'
import { RoleNote } from '../../components/role-note.tsx'
import { KeysCard } from '../../features/keys/keys-card.tsx'

const CreateKeyDialog = lazy(async () => {
  const { CreateKeyDialog } = await import('../../features/keys/create-key-dialog.tsx')
  return { default: CreateKeyDialog }
})

export function ApiKeysPage() {
  const [creating, setCreating] = useState(false)
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const projects = useQuery(projectsOptions)
  const canMakeProjects = useMay('manageProjects')
  if (!useMay('manageKeys')) return <RoleNote>Only an editor or an admin sees and manages API keys.</RoleNote>
  return (
    <>
      <KeysCard timeZone={timeZone} onCreate={() => setCreating(true)} />
      <p className="text-fg-3 text-xs">
        Only a hash of each key is stored. A lost key cannot be shown again: revoke it and create another.
      </p>
      {creating && projects.data && (
        <Suspense>
          <CreateKeyDialog
            projects={projects.data.filter(({ archivedAt }) => archivedAt === null)}
            canMakeProjects={canMakeProjects}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      )}
    </>
  )
}
