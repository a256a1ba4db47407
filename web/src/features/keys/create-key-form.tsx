import { type FormEvent, useState } from 'react'
import type { KeyScope } from '#shared/api/api-keys.ts'
import type { Project } from '#shared/api/projects.ts'
import { Button } from '../../components/button.tsx'
import { DialogActions } from '../../components/dialog.tsx'
import { SelectField, TextField } from '../../components/field.tsx'

export interface NewKey {
  /** null makes a project of this name first. */
  projectId: string | null
  projectName: string
  name: string
  scopes: KeyScope[]
}

interface CreateKeyFormProps {
  projects: readonly Project[]
  canMakeProjects: boolean
  error: Error | null
  pending: boolean
  onSubmit: (key: NewKey) => void
  onCancel: () => void
}

const NEW_PROJECT = 'new'
const SCOPES: { scope: KeyScope; hint: string }[] = [
  { scope: 'ingest', hint: 'send events' },
  { scope: 'read', hint: 'read spend and events' },
  { scope: 'write', hint: 'change budgets' },
]

export function CreateKeyForm({
  projects,
  canMakeProjects,
  error,
  pending,
  onSubmit,
  onCancel,
}: CreateKeyFormProps) {
  const own = projects.filter((project) => !project.demo)
  const [projectId, setProjectId] = useState(own[0]?.id ?? (canMakeProjects ? NEW_PROJECT : ''))
  const [scopes, setScopes] = useState<KeyScope[]>(['ingest'])
  const isNew = projectId === NEW_PROJECT

  const toggle = (scope: KeyScope) =>
    setScopes(scopes.includes(scope) ? scopes.filter((other) => other !== scope) : [...scopes, scope])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    onSubmit({
      projectId: isNew ? null : projectId,
      projectName: text('projectName'),
      name: text('name'),
      scopes,
    })
  }

  return (
    <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
      <SelectField label="Project" value={projectId} onChange={(event) => setProjectId(event.target.value)}>
        {own.map((project) => (
          <option key={project.id} value={project.id}>
            {project.name}
          </option>
        ))}
        {canMakeProjects && <option value={NEW_PROJECT}>New project…</option>}
      </SelectField>
      {isNew && (
        <TextField
          label="Project name"
          name="projectName"
          placeholder="support-bot"
          required
          maxLength={80}
        />
      )}
      <TextField label="Key name" name="name" placeholder="production" required maxLength={80} autoFocus />
      <fieldset>
        <legend className="pb-1 font-medium">Scopes</legend>
        {SCOPES.map(({ scope, hint }) => (
          <label key={scope} className="flex h-7 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
            {scope}
            <span className="text-fg-3 text-xs">{hint}</span>
          </label>
        ))}
      </fieldset>
      <p role="alert" className="text-bad text-xs empty:hidden">
        {error?.message}
      </p>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={pending || scopes.length === 0 || projectId === ''}>
          Create key
        </Button>
      </DialogActions>
    </form>
  )
}
