import { type FormEvent, useState } from 'react'
import type { Settings } from '#shared/api/settings.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { useUpdateSettings } from './queries.ts'

const USD = 'USD'
const today = () => new Date().toISOString().slice(0, 10)

export function CurrencyCard({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const { currency } = settings
  const [code, setCode] = useState(currency?.code ?? USD)
  const save = useUpdateSettings()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name)).trim()
    save.mutate({ currency: code === USD ? null : { code, rate: text('rate'), date: text('date') } })
  }
  const shown = currency
    ? `Screens show amounts in ${currency.code}: 1 USD is ${currency.rate} ${currency.code}, rate of ${currency.date}.`
    : 'Amounts are shown in USD.'
  return (
    <Card aria-labelledby="currency">
      <CardHead
        id="currency"
        title="Currency"
        sub={`${shown} Prices of models, and what is stored, answered and exported, stay in USD.`}
      />
      {canEdit && (
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2 px-4 pb-4">
          <div className="w-32">
            <SelectField label="Currency" value={code} onChange={(event) => setCode(event.target.value)}>
              <option value={USD}>USD</option>
              {Intl.supportedValuesOf('currency')
                .filter((each) => each !== USD)
                .map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
            </SelectField>
          </div>
          {code !== USD && (
            <>
              <div className="w-36">
                <TextField
                  label={`1 USD in ${code}`}
                  name="rate"
                  inputMode="decimal"
                  pattern="\d{1,6}(\.\d{1,8})?"
                  placeholder="0.92"
                  required
                  defaultValue={currency?.code === code ? currency.rate : ''}
                />
              </div>
              <div className="w-44">
                <TextField
                  label="Rate of"
                  name="date"
                  type="date"
                  required
                  defaultValue={currency?.date ?? today()}
                />
              </div>
            </>
          )}
          <Button type="submit" variant="primary" className="h-9!" disabled={save.isPending}>
            Save
          </Button>
        </form>
      )}
    </Card>
  )
}
