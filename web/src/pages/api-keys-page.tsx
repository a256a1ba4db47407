import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { KeysCard } from '../features/keys/keys-card.tsx'

const CreateKeyDialog = lazy(async () => {
  const { CreateKeyDialog } = await import('../features/keys/create-key-dialog.tsx')
  return { default: CreateKeyDialog }
})

export function ApiKeysPage() {
  const [creating, setCreating] = useState(false)
  const me = useQuery(meOptions).data
  const projects = useQuery(projectsOptions)
  const canEdit = me !== undefined && me.user.role !== 'viewer'
  return (
    <>
      <PageBar title="API keys">
        {canEdit && (
          <Button variant="primary" disabled={!projects.data} onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" />
            Create key
          </Button>
        )}
      </PageBar>
      <PageContent>
        <KeysCard timeZone={me?.timeZone ?? 'UTC'} canEdit={canEdit} onCreate={() => setCreating(true)} />
        <p className="text-fg-3 text-xs">
          Only a hash of each key is stored. A lost key cannot be shown again: revoke it and create another.
        </p>
      </PageContent>
      {creating && projects.data && (
        <Suspense>
          <CreateKeyDialog projects={projects.data} onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  )
}
