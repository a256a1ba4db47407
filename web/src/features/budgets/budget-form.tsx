import { type FormEvent, useState } from 'react'
import type { Channel } from '#shared/api/channels.ts'
import type { TagLabel } from '#shared/api/labels.ts'
import type { Project } from '#shared/api/projects.ts'
import type { NewBudget } from '../../api/budget-input.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { TextField } from '../../components/field.tsx'
import { AmountFields } from './amount-fields.tsx'
import { type BudgetDraft, toBudget } from './budget-draft.ts'
import { BudgetPreviewCard } from './budget-preview-card.tsx'
import { BudgetScopeFields } from './budget-scope-fields.tsx'
import type { ScopePicker } from './draft-fields.ts'
import { MessageFields } from './message-fields.tsx'
import { ThresholdFields } from './threshold-fields.tsx'

interface BudgetFormProps {
  initial: BudgetDraft
  projects: readonly Project[]
  tags: readonly TagLabel[]
  channels: readonly Channel[] | undefined
  scopePicker: ScopePicker
  action: string
  error: Error | null
  pending: boolean
  onSubmit: (budget: NewBudget) => void
  onCancel: () => void
}

const POINTERS = [
  '/name',
  '/projectId',
  '/scope',
  '/groupBy',
  '/amountUsd',
  '/cycleDay',
  '/timeZone',
  '/thresholds',
  '/forecastThreshold',
  '/channelIds',
  '/silence',
  '/owner',
  '/url',
]

/** All of a budget on the left; what it would have done on the right, or below. */
export function BudgetForm(props: BudgetFormProps) {
  const { initial, projects, tags, channels, scopePicker, action, error, pending, onSubmit, onCancel } = props
  const [draft, setDraft] = useState(initial)
  const onChange = (part: Partial<BudgetDraft>) => setDraft((before) => ({ ...before, ...part }))
  const fields = { draft, error, onChange }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(toBudget(draft))
  }
  return (
    <div className="grid items-start gap-4 *:min-w-0 xl:grid-cols-[minmax(0,1fr)_400px]">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Card aria-labelledby="what-counts">
          <CardHead
            id="what-counts"
            title="What counts"
            sub="All of these have to match; nothing is everything"
          />
          <div className="flex flex-col gap-4 px-4 pb-4">
            <TextField
              label="Name"
              required
              maxLength={80}
              placeholder="Production"
              value={draft.name}
              error={fieldError(error, '/name')}
              onChange={({ target }) => onChange({ name: target.value })}
            />
            <BudgetScopeFields {...fields} projects={projects} tags={tags} picker={scopePicker} />
            <AmountFields {...fields} />
          </div>
        </Card>
        <ThresholdFields {...fields} />
        <MessageFields {...fields} channels={channels} />
        <p role="alert" className="text-bad text-xs empty:hidden">
          {formError(error, POINTERS)}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={pending}>
            {action}
          </Button>
        </div>
      </form>
      <div className="xl:sticky xl:top-18">
        <BudgetPreviewCard draft={draft} />
      </div>
    </div>
  )
}
