import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'

interface FirstKeyFormProps {
  projects: readonly Project[]
  onCreated: (key: CreatedApiKey) => void
}

/** One field: the project is made on the way, unless one of that name is there already. */
export function FirstKeyForm({ projects, onCreated }: FirstKeyFormProps) {
  const queryClient = useQueryClient()
  const create = useMutation({
    mutationFn: async (projectName: string) => {
      const existing = projects.find(({ name }) => name.toLowerCase() === projectName.toLowerCase())
      const { id } = existing ?? (await api.createProject(projectName))
      return api.createApiKey({ projectId: id, name: 'First key', scopes: ['ingest'] })
    },
    onSuccess: onCreated,
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectsOptions.queryKey }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('projectName')).trim())
  }
  return (
    <form onSubmit={submit} className="mt-3 flex max-w-md items-end gap-2">
      <div className="flex-1">
        <TextField
          label="Project"
          name="projectName"
          defaultValue={projects[0]?.name ?? ''}
          placeholder="support-bot"
          required
          maxLength={80}
          error={create.error?.message}
        />
      </div>
      <Button type="submit" variant="primary" className="h-9!" disabled={create.isPending}>
        Create key
      </Button>
    </form>
  )
}
