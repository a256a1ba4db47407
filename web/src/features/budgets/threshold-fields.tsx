import { fieldError } from '../../api/field-error.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { TextField } from '../../components/field.tsx'
import type { DraftFieldsProps } from './draft-fields.ts'

/** When somebody is told. */
export function ThresholdFields({ draft, error, onChange }: DraftFieldsProps) {
  const { thresholds, forecastThreshold, groupBy } = draft
  return (
    <Card aria-labelledby="when-told">
      <CardHead
        id="when-told"
        title="When somebody is told"
        sub="Once in each period, by the highest that is crossed"
      />
      <div className="grid gap-3 px-4 pb-4 sm:grid-cols-2">
        <TextField
          label="At % of the amount"
          required
          inputMode="numeric"
          placeholder="50, 80, 100"
          value={thresholds}
          hint="With commas between them"
          error={fieldError(error, '/thresholds')}
          onChange={({ target }) => onChange({ thresholds: target.value })}
        />
        <TextField
          label="When the forecast reaches %"
          type="number"
          min={1}
          max={1000}
          placeholder="Never"
          disabled={groupBy !== null}
          value={groupBy === null ? forecastThreshold : ''}
          hint={groupBy === null ? 'Empty is never' : 'Not for groups: they have no forecast'}
          error={fieldError(error, '/forecastThreshold')}
          onChange={({ target }) => onChange({ forecastThreshold: target.value })}
        />
      </div>
    </Card>
  )
}
