import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { MAX_DECLARED_TAGS } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions, tagKeysOptions } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { TextField } from '../../components/field.tsx'
import { fullDay } from '../../lib/dates.ts'

interface TagsCardProps {
  project: Project
  timeZone: string
  canEdit: boolean
}

/** The tag keys of one project whose spend is known from sums. */
export function TagsCard({ project, timeZone, canEdit }: TagsCardProps) {
  const { id, name, declaredTags } = project
  const [asked, setAsked] = useState(false)
  const listId = useId()
  const seen = useQuery({ ...tagKeysOptions(id), enabled: asked }).data?.data ?? []
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: projectsOptions.queryKey })
  const declare = useMutation({ mutationFn: (key: string) => api.declareTag(id, key), onSettled })
  const retire = useMutation({ mutationFn: (key: string) => api.retireTag(id, key), onSettled })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    declare.mutate(String(new FormData(form).get('key')).trim(), { onSuccess: () => form.reset() })
  }
  return (
    <Card aria-labelledby={`tags-${id}`}>
      <CardHead
        id={`tags-${id}`}
        title={name}
        sub={`${declaredTags.length} of ${MAX_DECLARED_TAGS} tag keys declared`}
      />
      <ul className="flex flex-col px-4 pb-3">
        {declaredTags.map(({ key, since }) => (
          <li key={key} className="flex min-h-9 items-center gap-2">
            <code className="font-mono text-xs">{key}</code>
            <span className="flex-1 text-fg-3 text-xs">
              from sums since {fullDay(since, timeZone)}, from events before
            </span>
            {canEdit && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Retire ${key} of ${name}`}
                disabled={retire.isPending}
                onClick={() => retire.mutate(key)}
              >
                <X aria-hidden="true" />
                Retire
              </Button>
            )}
          </li>
        ))}
        {declaredTags.length === 0 && (
          <li className="text-fg-3 text-xs">None: spend by any tag is read from single events.</li>
        )}
      </ul>
      {canEdit && declaredTags.length < MAX_DECLARED_TAGS && (
        <form onSubmit={submit} className="flex max-w-md items-start gap-2 px-4 pb-4">
          <div className="min-w-0 flex-1">
            <TextField
              label="Tag key"
              aria-label={`Tag key of ${name}`}
              name="key"
              placeholder="customer"
              required
              maxLength={64}
              pattern="[A-Za-z0-9_.\-]+"
              list={listId}
              autoComplete="off"
              onFocus={() => setAsked(true)}
              error={declare.error?.message}
            />
          </div>
          <datalist id={listId}>
            {seen
              .filter((tag) => !declaredTags.some(({ key }) => key === tag.key))
              .map((tag) => (
                <option key={tag.key} value={tag.key} />
              ))}
          </datalist>
          <Button type="submit" className="mt-6 h-9!" disabled={declare.isPending}>
            Declare
          </Button>
        </form>
      )}
    </Card>
  )
}
