import { useState } from 'react'
import { USAGE_CLASS_NAMES, USAGE_CLASSES, type UsageClass } from '#shared/usage/classes.ts'
import { fieldError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { className, perText } from './rate-text.ts'

/** As typed; an empty amount is no price. */
export interface RateDraft {
  class: UsageClass
  usd: string
  per: number
}

interface RateFieldsProps {
  rates: readonly RateDraft[]
  error: Error | null
  onChange: (rates: RateDraft[]) => void
}

const MILLION = 1_000_000
const unitOf = (name: UsageClass) => (USAGE_CLASSES[name].side === 'unit' ? 1_000 : MILLION)

/** One field for each class, and a way to add another class. */
export function RateFields({ rates, error, onChange }: RateFieldsProps) {
  const others = USAGE_CLASS_NAMES.filter((name) => rates.every((rate) => rate.class !== name))
  const [next, setNext] = useState<UsageClass>('webSearches')
  const chosen = others.includes(next) ? next : others[0]
  const noPrice = rates.every(({ usd }) => usd === '') ? fieldError(error, '/prices/rates') : undefined
  return (
    <fieldset>
      <legend className="pb-1 font-medium">Prices in USD</legend>
      <div className="grid grid-cols-2 gap-3">
        {rates.map((rate, index) => (
          <TextField
            key={rate.class}
            label={className(rate.class)}
            inputMode="decimal"
            autoComplete="off"
            placeholder="none"
            hint={perText(rate.per)}
            value={rate.usd}
            error={fieldError(error, `/prices/rates/${rate.class}`) && 'A plain amount, such as 2.50'}
            onChange={({ target }) =>
              onChange(
                rates.map((other, at) => (at === index ? { ...other, usd: target.value.trim() } : other)),
              )
            }
          />
        ))}
      </div>
      {noPrice && (
        <p role="alert" className="mt-1 text-bad text-xs">
          Give at least one price.
        </p>
      )}
      {chosen && (
        <div className="mt-3 flex items-end gap-2">
          <div className="flex-1">
            <SelectField
              label="Another class"
              value={chosen}
              onChange={({ target }) => setNext(target.value as UsageClass)}
            >
              {others.map((name) => (
                <option key={name} value={name}>
                  {className(name)} {perText(unitOf(name))}
                </option>
              ))}
            </SelectField>
          </div>
          <Button
            className="h-9"
            onClick={() => onChange([...rates, { class: chosen, usd: '', per: unitOf(chosen) }])}
          >
            Add class
          </Button>
        </div>
      )}
    </fieldset>
  )
}
