import type { BudgetPeriod } from '#shared/api/budgets.ts'
import { fieldError } from '../../api/field-error.ts'
import { SelectField, TextField } from '../../components/field.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import type { DraftFieldsProps } from './draft-fields.ts'

const PERIODS: [value: BudgetPeriod, name: string][] = [
  ['day', 'Day'],
  ['week', 'Week, from Monday'],
  ['month', 'Month'],
  ['quarter', 'Quarter'],
  ['cycle', 'Month from another day'],
]

/** How much, how often, and whose midnight it is. */
export function AmountFields({ draft, error, onChange }: DraftFieldsProps) {
  const { amountUsd, period, cycleDay, timeZone } = draft
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label="Amount in USD"
        required
        inputMode="decimal"
        placeholder="500"
        value={amountUsd}
        error={fieldError(error, '/amountUsd')}
        onChange={({ target }) => onChange({ amountUsd: target.value })}
      />
      <SelectField
        label="In each"
        value={period}
        onChange={({ target }) => onChange({ period: target.value as BudgetPeriod })}
      >
        {PERIODS.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      {period === 'cycle' && (
        <TextField
          label="First day"
          type="number"
          min={1}
          max={28}
          required
          value={cycleDay}
          hint="Of the month, 1 to 28"
          error={fieldError(error, '/cycleDay')}
          onChange={({ target }) => onChange({ cycleDay: target.value })}
        />
      )}
      <ZoneField
        label="Time zone"
        value={timeZone}
        hint="Its midnight begins a period"
        error={fieldError(error, '/timeZone')}
        onChange={({ target }) => onChange({ timeZone: target.value.trim() })}
      />
    </div>
  )
}
