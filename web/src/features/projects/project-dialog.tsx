import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions } from '../../api/queries.ts'
import { TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'

interface ProjectDialogProps {
  /** Undefined makes a new one. */
  project: Project | undefined
  onClose: () => void
}

export function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: async (name: string) => {
      if (project) await api.updateProject(project.id, { name })
      else await api.createProject(name)
    },
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectsOptions.queryKey }),
  })
  return (
    <FormDialog
      title={project ? `Rename “${project.name}”` : 'New project'}
      action={project ? 'Rename' : 'Create project'}
      isPending={save.isPending}
      onSubmit={(form) => save.mutate(String(form.get('name')).trim())}
      onClose={onClose}
    >
      <TextField
        label="Name"
        name="name"
        defaultValue={project?.name ?? ''}
        required
        maxLength={80}
        error={save.error?.message}
        autoFocus
      />
    </FormDialog>
  )
}
