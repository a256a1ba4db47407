import { useQuery } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import type { Settings } from '#shared/api/settings.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { SelectField } from '../../components/field.tsx'
import { fullDay } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import { retentionPreviewOptions, useUpdateSettings } from './queries.ts'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

const CHOICES = [1, 3, 6, 12, 18, 24, 36, 60, 120]

export function RetentionCard({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const { retentionMonths, eventsKeptFrom } = settings
  const current = retentionMonths === null ? '' : String(retentionMonths)
  const [months, setMonths] = useState(current)
  const [asking, setAsking] = useState(false)
  const isNew = months !== current
  const preview = useQuery({ ...retentionPreviewOptions(months), enabled: isNew && months !== '' }).data
  const save = useUpdateSettings(() => setAsking(false))
  const change = () => save.mutate({ retentionMonths: months === '' ? null : Number(months) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (preview && preview.events > 0) setAsking(true)
    else change()
  }
  const drops = preview && `${integer(preview.events)} ${plural(preview.events, 'event')}`
  const choices = [...new Set([...CHOICES, ...(retentionMonths ? [retentionMonths] : [])])]
  return (
    <Card aria-labelledby="retention">
      <CardHead
        id="retention"
        title="Retention"
        sub={
          eventsKeptFrom
            ? `Single events are kept from ${fullDay(eventsKeptFrom, 'UTC')} on. Sums stay for ever.`
            : `${retentionMonths ? `Single events are kept for ${retentionMonths} months` : 'All single events are kept'}. Sums stay for ever.`
        }
      />
      {canEdit && (
        <form onSubmit={submit} className="flex flex-col gap-3 px-4 pb-4">
          <div className="flex max-w-md items-end gap-2">
            <div className="w-48">
              <SelectField
                label="Keep single events"
                value={months}
                onChange={(event) => setMonths(event.target.value)}
              >
                <option value="">For ever</option>
                {choices.map((choice) => (
                  <option key={choice} value={String(choice)}>
                    {choice} {plural(choice, 'month')}
                  </option>
                ))}
              </SelectField>
            </div>
            <Button
              type="submit"
              variant="primary"
              className="h-9!"
              disabled={!isNew || save.isPending || (months !== '' && !preview)}
            >
              Save
            </Button>
          </div>
          {isNew && preview && (
            <p className="text-warn text-xs">
              Drops {drops} before {fullDay(preview.dropsBefore, 'UTC')}; sums stay.
            </p>
          )}
        </form>
      )}
      {asking && preview && (
        <Suspense>
          <ConfirmDialog
            title={`Drop ${drops}?`}
            action="Drop old events"
            pending={save.isPending}
            onConfirm={change}
            onClose={() => setAsking(false)}
          >
            Events before {fullDay(preview.dropsBefore, 'UTC')} go for good. Their sums stay in every chart,
            but cannot be filtered by undeclared tags, listed or exported any more.
          </ConfirmDialog>
        </Suspense>
      )}
    </Card>
  )
}
