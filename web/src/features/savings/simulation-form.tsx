import type { FormEvent } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { readSimulationView, type SimulationView } from '../../lib/simulation-view.ts'

interface SimulationFormProps {
  view: SimulationView
  projects: readonly Project[]
  pending: boolean
  error: string | null
  onRun: (view: SimulationView) => void
}

/** Which traffic, and what would be other. An empty field changes nothing. */
export function SimulationForm({ view, projects, pending, error, onRun }: SimulationFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value).trim(),
    ])
    onRun(readSimulationView(Object.fromEntries(entries)))
  }
  const percent = { type: 'number', min: 0, max: 100, inputMode: 'numeric' } as const
  return (
    <Card aria-labelledby="simulate">
      <CardHead
        id="simulate"
        title="What would it cost?"
        sub="The requests of the last 30 days, each priced again. Nothing is changed."
      />
      <form onSubmit={submit} className="grid gap-3 border-t px-4 py-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField label="Project" name="project" defaultValue={view.project ?? projects[0]?.id ?? ''}>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label="Feature" name="feature" placeholder="any" defaultValue={view.feature ?? ''} />
        <TextField label="Model now" name="model" placeholder="any" defaultValue={view.model ?? ''} />
        <TextField
          label="Share of the traffic, percent"
          name="share"
          {...percent}
          min={1}
          placeholder="100"
          defaultValue={view.share ?? ''}
        />
        <TextField
          label="Other model"
          name="to"
          placeholder="openai/gpt-5-mini"
          pattern="[^\/]+\/.+"
          hint="provider/model"
          defaultValue={view.to ?? ''}
        />
        <SelectField label="Service tier" name="tier" defaultValue={view.tier ?? ''}>
          <option value="">As it was</option>
          <option value="default">Standard</option>
          <option value="flex">Flex</option>
          <option value="priority">Priority</option>
        </SelectField>
        <TextField
          label="Prompt read from cache, percent"
          name="cache"
          {...percent}
          placeholder="as it was"
          defaultValue={view.cache ?? ''}
        />
        <TextField
          label="Sent in batches, percent"
          name="batch"
          {...percent}
          placeholder="as it was"
          defaultValue={view.batch ?? ''}
        />
        <div className="flex items-center gap-3 sm:col-span-2 lg:col-span-4">
          <Button type="submit" variant="primary" disabled={pending}>
            Simulate
          </Button>
          <p role="alert" className="text-bad text-xs empty:hidden">
            {error}
          </p>
        </div>
      </form>
    </Card>
  )
}
