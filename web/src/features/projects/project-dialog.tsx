import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'

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
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={project ? `Rename “${project.name}”` : 'New project'}
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="Name"
          name="name"
          defaultValue={project?.name ?? ''}
          required
          maxLength={80}
          error={save.error?.message}
          autoFocus
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {project ? 'Rename' : 'Create project'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
