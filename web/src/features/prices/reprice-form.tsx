import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RepriceRun } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { addDays, type Day } from '../../lib/dates.ts'
import { toInstant } from './scope-fields.tsx'

interface RepriceFormProps {
  projects: readonly Project[]
  today: Day
  onPreview: (run: RepriceRun) => void
}

const POINTERS = ['/projectId', '/provider', '/model', '/from', '/to']
const DAYS_BACK = 30

/** Chooses which stored events are priced again; nothing changes before somebody approves. */
export function RepriceForm({ projects, today, onPreview }: RepriceFormProps) {
  const [tooEarly, setTooEarly] = useState(false)
  const queryClient = useQueryClient()
  const preview = useMutation({
    mutationFn: api.previewReprice,
    onSuccess: async (run) => {
      onPreview(run)
      await queryClient.invalidateQueries({ queryKey: ['prices', 'runs'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const [from, last] = [text('from'), text('to')]
    setTooEarly(last !== '' && last < from)
    if (last !== '' && last < from) return
    preview.mutate({
      projectId: text('projectId') || null,
      provider: text('provider') || null,
      model: text('model') || null,
      from: toInstant(from),
      to: toInstant(last === '' ? '' : addDays(last, 1)),
      only: text('only') === 'unpriced' ? 'unpriced' : 'all',
    })
  }
  const error = (pointer: string) => fieldError(preview.error, pointer)
  return (
    <Card aria-labelledby="reprice">
      <CardHead
        id="reprice"
        title="Price stored events again"
        sub="With the prices known now for the time at which each ran. First a preview: nothing changes before an admin approves it."
      />
      <form onSubmit={submit} className="grid gap-3 border-t px-4 py-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField label="Project" name="projectId" defaultValue="" error={error('/projectId')}>
          <option value="">All projects</option>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label="Provider" name="provider" placeholder="any" error={error('/provider')} />
        <TextField label="Model" name="model" placeholder="any" error={error('/model')} />
        <TextField
          label="First day"
          name="from"
          type="date"
          defaultValue={addDays(today, -DAYS_BACK)}
          hint="UTC; empty is from the first event"
          error={error('/from')}
        />
        <TextField
          label="Last day"
          name="to"
          type="date"
          defaultValue={today}
          hint="Included"
          error={tooEarly ? 'Is before the first day' : error('/to')}
        />
        <SelectField label="Which events" name="only" defaultValue="all">
          <option value="all">All of them</option>
          <option value="unpriced">Only those without a cost</option>
        </SelectField>
        <div className="flex items-center gap-3 sm:col-span-2 lg:col-span-3">
          <Button type="submit" variant="primary" disabled={preview.isPending}>
            Preview
          </Button>
          <p role="alert" className="text-bad text-xs empty:hidden">
            {formError(preview.error, POINTERS)}
          </p>
        </div>
      </form>
    </Card>
  )
}
