import { X } from 'lucide-react'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextField } from '../../components/field.tsx'

type Constraint = SavingsSettings['features'][number]

interface ConstraintRowProps {
  constraint: Constraint
  canEdit: boolean
  /** null takes it away. */
  onChange: (constraint: Constraint | null) => void
}

/** What one feature demands of every model that may serve it. */
export function ConstraintRow({ constraint, canEdit, onChange }: ConstraintRowProps) {
  const { feature, excluded, residency, allowedProviders } = constraint
  return (
    <li className="flex flex-wrap items-end gap-3 py-3">
      <fieldset disabled={!canEdit} className="contents">
        <legend className="sr-only">Demands of {feature || 'requests without a feature'}</legend>
        <p className="w-40 self-center font-medium [overflow-wrap:anywhere]">{feature || 'Not set'}</p>
        <div className="w-32">
          <TextField
            label="Data stay in"
            placeholder="anywhere"
            maxLength={64}
            defaultValue={residency ?? ''}
            onChange={(event) => onChange({ ...constraint, residency: event.target.value.trim() || null })}
          />
        </div>
        <div className="w-56">
          <TextField
            label="Allowed providers"
            placeholder="those of the project"
            defaultValue={allowedProviders.join(', ')}
            onChange={(event) =>
              onChange({
                ...constraint,
                allowedProviders: event.target.value.split(/[\s,]+/).filter(Boolean),
              })
            }
          />
        </div>
        <div className="pb-2">
          <Checkbox checked={excluded} onChange={(left) => onChange({ ...constraint, excluded: left })}>
            Leave out of the search
          </Checkbox>
        </div>
        {canEdit && (
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Remove the demands of ${feature || 'requests without a feature'}`}
            onClick={() => onChange(null)}
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </fieldset>
    </li>
  )
}
