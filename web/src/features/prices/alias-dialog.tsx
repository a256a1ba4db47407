import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useDeferredValue, useId, useState } from 'react'
import type { ModelAlias } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { notify } from '../../components/notify.ts'
import { modelNamesOptions } from './queries.ts'
import { SCOPE_POINTERS, ScopeFields, toInstant } from './scope-fields.tsx'

export type AliasDraft = Partial<
  Pick<ModelAlias, 'provider' | 'name' | 'targetProvider' | 'targetModel' | 'projectId'>
> & { replaces?: boolean; from?: string }

interface AliasDialogProps {
  draft: AliasDraft
  projects: readonly Project[]
  onClose: () => void
}

const POINTERS = ['/provider', '/name', '/targetProvider', '/targetModel', ...SCOPE_POINTERS]

export function AliasDialog({ draft, projects, onClose }: AliasDialogProps) {
  const [scope, setScope] = useState({
    projectId: draft.projectId ?? null,
    from: draft.from ?? '',
    until: '',
  })
  const [target, setTarget] = useState({
    provider: draft.targetProvider ?? '',
    model: draft.targetModel ?? '',
  })
  const queryClient = useQueryClient()
  const add = useMutation({
    mutationFn: (texts: { provider: string; name: string }) =>
      api.addModelAlias({
        ...texts,
        targetProvider: target.provider,
        targetModel: target.model,
        projectId: scope.projectId,
        effectiveFrom: toInstant(scope.from),
        effectiveUntil: toInstant(scope.until),
      }),
    onSuccess: async () => {
      onClose()
      notify('success', 'Name added. Events without a cost are priced with it within a minute.')
      await queryClient.invalidateQueries({ queryKey: ['prices'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    add.mutate({ provider: text('provider'), name: text('name') })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={draft.replaces ? 'Change own name' : 'Add own name'}
      description="Say which model a deployment, an inference profile or a private name stands for."
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Provider"
            name="provider"
            required
            defaultValue={draft.provider}
            placeholder="azure"
            error={fieldError(add.error, '/provider')}
          />
          <TextField
            label="Name"
            name="name"
            required
            defaultValue={draft.name}
            placeholder="prod-chat-eu"
            error={fieldError(add.error, '/name')}
          />
        </div>
        <TargetFields target={target} error={add.error} onChange={setTarget} />
        <ScopeFields
          scope={scope}
          projects={projects}
          error={add.error}
          onChange={(part) => setScope({ ...scope, ...part })}
        />
        <p role="alert" className="text-bad text-xs empty:hidden">
          {formError(add.error, POINTERS)}
        </p>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={add.isPending}>
            Save name
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface TargetFieldsProps {
  target: { provider: string; model: string }
  error: Error | null
  onChange: (target: { provider: string; model: string }) => void
}

/** The model that is meant, with what the catalogue knows as suggestions. */
function TargetFields({ target, error, onChange }: TargetFieldsProps) {
  const listId = useId()
  const asked = useDeferredValue(target)
  const names = useQuery(modelNamesOptions(asked.provider, asked.model)).data ?? []
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label="Stands for: provider"
        required
        placeholder="openai"
        value={target.provider}
        error={fieldError(error, '/targetProvider')}
        onChange={(event) => onChange({ ...target, provider: event.target.value })}
      />
      <TextField
        label="Stands for: model"
        required
        placeholder="gpt-4o"
        list={listId}
        autoComplete="off"
        value={target.model}
        error={fieldError(error, '/targetModel')}
        hint="Of the catalogue, or one with an own price"
        onChange={(event) => onChange({ ...target, model: event.target.value })}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  )
}
