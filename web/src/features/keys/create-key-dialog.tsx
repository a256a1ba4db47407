import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions } from '../../api/queries.ts'
import { Dialog } from '../../components/dialog.tsx'
import { CreateKeyForm, type NewKey } from './create-key-form.tsx'
import { CreatedKey } from './created-key.tsx'
import { apiKeysOptions } from './queries.ts'

interface CreateKeyDialogProps {
  projects: readonly Project[]
  canMakeProjects: boolean
  onClose: () => void
}

export function CreateKeyDialog({ projects, canMakeProjects, onClose }: CreateKeyDialogProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const queryClient = useQueryClient()
  const create = useMutation({
    mutationFn: async ({ projectId, projectName, name, scopes }: NewKey) => {
      const id = projectId ?? (await api.createProject(projectName)).id
      return api.createApiKey({ projectId: id, name, scopes })
    },
    onSuccess: setCreated,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: apiKeysOptions.queryKey })
      await queryClient.invalidateQueries({ queryKey: projectsOptions.queryKey })
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={created ? 'Key created' : 'Create API key'}
      description={created ? 'Copy it now: it is shown only this once.' : undefined}
    >
      {created ? (
        <CreatedKey apiKey={created} onClose={onClose} />
      ) : (
        <CreateKeyForm
          projects={projects}
          canMakeProjects={canMakeProjects}
          error={create.error}
          pending={create.isPending}
          onSubmit={create.mutate}
          onCancel={onClose}
        />
      )}
    </Dialog>
  )
}
