import type { FormEvent } from 'react'
import { useState } from 'react'
import type { ProjectSavings, SavingsSettings } from '#shared/api/savings-settings.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { TextField } from '../../components/field.tsx'
import { ConstraintRow } from './constraint-row.tsx'

type Constraint = SavingsSettings['features'][number]

const NEW: Omit<Constraint, 'feature'> = {
  excluded: false,
  residency: null,
  allowedProviders: [],
  qualityMargin: null,
}

const toList = (text: string) => text.split(/[\s,]+/).filter(Boolean)

interface SettingsCardProps {
  of: ProjectSavings
  canEdit: boolean
  pending: boolean
  onSave: (settings: SavingsSettings) => void
}

/** What counts as a saving in one project, and what its features demand. */
export function SavingsSettingsCard({ of, canEdit, pending, onSave }: SettingsCardProps) {
  const { projectId, projectName, settings, error } = of
  const [features, setFeatures] = useState(settings.features)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    onSave({
      qualityMargin: text('qualityMargin') === '' ? null : Number(text('qualityMargin')),
      minSavingUsd: text('minSavingUsd'),
      allowedProviders: toList(text('allowedProviders')),
      features,
    })
  }
  const change = (index: number, constraint: Constraint | null) =>
    setFeatures(features.flatMap((each, at) => (at === index ? (constraint ?? []) : each)))
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const feature = String(new FormData(form).get('feature')).trim()
    if (features.some((each) => each.feature === feature)) return
    setFeatures([...features, { feature, ...NEW }])
    form.reset()
  }
  const formId = `savings-form-${projectId}`
  return (
    <Card aria-labelledby={`savings-${projectId}`}>
      <CardHead
        id={`savings-${projectId}`}
        title={projectName}
        sub={error === null ? 'What the search for savings heeds' : `The last search broke off: ${error}`}
      />
      <form id={formId} onSubmit={submit} className="border-t px-4 py-4">
        <fieldset disabled={!canEdit} className="grid gap-3 sm:grid-cols-3">
          <legend className="sr-only">For the whole project</legend>
          <TextField
            label="Quality margin"
            name="qualityMargin"
            type="number"
            step="0.001"
            min="0.001"
            max="0.5"
            placeholder="0.02 to 0.05 by task"
            hint="How much lower the mean score may be"
            defaultValue={settings.qualityMargin ?? ''}
          />
          <TextField
            label="Smallest saving, USD a month"
            name="minSavingUsd"
            required
            inputMode="decimal"
            pattern="\d{1,7}(\.\d{1,6})?"
            defaultValue={settings.minSavingUsd}
          />
          <TextField
            label="Allowed providers"
            name="allowedProviders"
            placeholder="those in use"
            hint="Names with commas between them"
            defaultValue={settings.allowedProviders.join(', ')}
          />
        </fieldset>
      </form>
      <ul aria-label={`Features of ${projectName}`} className="px-4 [&>li]:border-t">
        {features.map((constraint, index) => (
          <ConstraintRow
            key={constraint.feature}
            constraint={constraint}
            canEdit={canEdit}
            onChange={(changed) => change(index, changed)}
          />
        ))}
      </ul>
      {canEdit && (
        <div className="flex flex-wrap items-end justify-between gap-3 border-t px-4 py-3">
          <form onSubmit={add} className="flex items-end gap-2">
            <TextField
              label="Demands of a feature"
              name="feature"
              required
              maxLength={256}
              placeholder="loan-intake"
            />
            <Button type="submit" className="h-9!">
              Add
            </Button>
          </form>
          <Button type="submit" form={formId} variant="primary" className="h-9!" disabled={pending}>
            Save
          </Button>
        </div>
      )}
    </Card>
  )
}
