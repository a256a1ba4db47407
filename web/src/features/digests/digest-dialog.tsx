import { type FormEvent, useState } from 'react'
import type { Channel } from '#shared/api/channels.ts'
import type { Digest, DigestPeriod } from '#shared/api/digests.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import { CHANNEL_NAMES } from '../../lib/channel-names.ts'
import { hourText } from './digest-words.ts'
import { useDigestMutation } from './queries.ts'

interface DigestDialogProps {
  /** null makes a new one. */
  digest: Digest | null
  projects: readonly Project[]
  /** Those that a digest can go to. */
  channels: readonly Channel[]
  timeZone: string
  onClose: () => void
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const POINTERS = ['/name', '/timeZone', '/channelIds', '/projectId', '/hour']

export function DigestDialog({ digest, projects, channels, timeZone, onClose }: DigestDialogProps) {
  const [draft, setDraft] = useState<DigestDraft>(() => digest ?? emptyDigest(timeZone, channels))
  const change = (part: Partial<DigestDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { name, period, projectId, channelIds, hour } = draft
  const save = useDigestMutation(async () => {
    const settings = { name, channelIds, hour, timeZone: draft.timeZone.trim() }
    if (digest) await api.updateDigest(digest.id, settings)
    else await api.createDigest({ ...settings, period, projectId })
  }, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined)
  }
  const { error } = save
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={digest ? 'Edit digest' : 'New digest'}
      description="What was spent, on what, how that changed, and what waits for somebody."
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="Name"
          required
          maxLength={80}
          value={name}
          error={fieldError(error, '/name')}
          onChange={({ target }) => change({ name: target.value })}
        />
        <SelectField
          label="Of each"
          value={period}
          disabled={digest !== null}
          onChange={({ target }) => change({ period: target.value as DigestPeriod })}
        >
          <option value="week">Week, sent on Monday</option>
          <option value="month">Month, sent on the 1st</option>
        </SelectField>
        <SelectField
          label="Project"
          value={projectId ?? ''}
          disabled={digest !== null}
          error={fieldError(error, '/projectId')}
          onChange={({ target }) => change({ projectId: target.value || null })}
        >
          <option value="">All together</option>
          {projects.map((project) => (
            <option key={project.id} value={project.id}>
              {project.name}
            </option>
          ))}
        </SelectField>
        <div className="grid grid-cols-2 gap-4 *:min-w-0">
          <SelectField
            label="At"
            value={hour}
            onChange={({ target }) => change({ hour: Number(target.value) })}
          >
            {HOURS.map((one) => (
              <option key={one} value={one}>
                {hourText(one)}
              </option>
            ))}
          </SelectField>
          <ZoneField
            label="Time zone"
            value={draft.timeZone}
            error={error && 'code' in error && error.code === 'invalid_time_zone' ? error.message : undefined}
            onChange={({ target }) => change({ timeZone: target.value })}
          />
        </div>
        <DigestChannels
          channels={channels}
          chosen={channelIds}
          error={fieldError(error, '/channelIds')}
          onChange={(chosen) => change({ channelIds: chosen })}
        />
        <p role="alert" className="text-bad text-xs empty:hidden">
          {error && 'code' in error && error.code === 'invalid_time_zone' ? '' : formError(error, POINTERS)}
        </p>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending || channelIds.length === 0}>
            {digest ? 'Save' : 'Add digest'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

type DigestDraft = Pick<Digest, 'name' | 'period' | 'projectId' | 'channelIds' | 'hour' | 'timeZone'>

const emptyDigest = (timeZone: string, channels: readonly Channel[]): DigestDraft => ({
  name: 'Weekly digest',
  period: 'week',
  projectId: null,
  channelIds: channels.length === 1 ? [channels[0]!.id] : [],
  hour: 8,
  timeZone,
})

interface DigestChannelsProps {
  channels: readonly Channel[]
  chosen: readonly string[]
  error: string | undefined
  onChange: (chosen: string[]) => void
}

function DigestChannels({ channels, chosen, error, onChange }: DigestChannelsProps) {
  return (
    <fieldset>
      <legend className="pb-1 font-medium text-sm">Channels</legend>
      {channels.map(({ id, name, kind, enabled }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={(on) => onChange([...chosen.filter((other) => other !== id), ...(on ? [id] : [])])}
        >
          <span>
            {name}{' '}
            <span className="text-fg-3 text-xs">
              {enabled ? CHANNEL_NAMES[kind] : `${CHANNEL_NAMES[kind]}, switched off`}
            </span>
          </span>
        </Checkbox>
      ))}
      {error && <p className="text-bad text-xs">{error}</p>}
    </fieldset>
  )
}
