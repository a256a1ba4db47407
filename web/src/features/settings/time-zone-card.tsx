import { type FormEvent, useState } from 'react'
import type { Settings } from '#shared/api/settings.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import { useUpdateSettings } from './queries.ts'

/** Browsers list old spellings, such as Asia/Calcutta, and know the new ones as well. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.includes('/') || name === 'UTC'
  } catch {
    return false
  }
}

export function TimeZoneCard({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const { timeZone, nextTimeZone, nextTimeZoneProgress } = settings
  const [chosen, setChosen] = useState(nextTimeZone ?? timeZone)
  const save = useUpdateSettings()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ timeZone: chosen })
  }
  const isNew = chosen !== (nextTimeZone ?? timeZone) && isZone(chosen)
  return (
    <Card aria-labelledby="time-zone">
      <CardHead id="time-zone" title="Time zone" sub={`Days begin at midnight of ${timeZone}.`} />
      <form onSubmit={submit} className="flex flex-col gap-3 px-4 pb-4">
        {canEdit && (
          <div className="flex max-w-md items-start gap-2">
            <ZoneField
              label="Zone"
              value={chosen}
              onChange={(event) => setChosen(event.target.value.trim())}
              error={save.error?.message}
            />
            <Button type="submit" variant="primary" className="mt-6 h-9!" disabled={!isNew || save.isPending}>
              Change
            </Button>
          </div>
        )}
        {isNew && (
          <p className="text-warn text-xs">
            Daily sums of every project are built again for {chosen}. Until that is done, days stay those of{' '}
            {timeZone}; events are taken all the while.
          </p>
        )}
        {nextTimeZone && <Building zone={nextTimeZone} progress={nextTimeZoneProgress ?? 0} />}
      </form>
    </Card>
  )
}

function Building({ zone, progress }: { zone: string; progress: number }) {
  const percent = Math.floor(progress * 100)
  return (
    <div role="status" className="max-w-md">
      <p className="text-fg-2 text-xs">
        Building the daily sums of {zone}: <span className="num">{percent}%</span>
      </p>
      <div
        role="progressbar"
        aria-label={`Daily sums of ${zone}`}
        aria-valuenow={percent}
        className="mt-1 h-2 overflow-hidden rounded-full bg-active"
      >
        <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
