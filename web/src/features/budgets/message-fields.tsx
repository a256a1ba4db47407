import type { Channel } from '#shared/api/channels.ts'
import { fieldError } from '../../api/field-error.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { ChannelChoice } from '../../components/channel-choice.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextField } from '../../components/field.tsx'
import type { DraftFieldsProps } from './draft-fields.ts'

const USUAL_SILENCE = { from: '22:00', until: '07:00' }

/** Who is told, and what messages say besides the figures. */
export function MessageFields({
  draft,
  error,
  onChange,
  channels,
}: DraftFieldsProps & { channels: readonly Channel[] | undefined }) {
  const { channelIds, silence, owner, url, timeZone } = draft
  return (
    <Card aria-labelledby="who-told">
      <CardHead id="who-told" title="Who is told" sub="Alerts are in the inbox, whoever else is told" />
      <div className="flex flex-col gap-4 px-4 pb-4">
        <ChannelChoice
          channels={channels}
          chosen={channelIds}
          error={fieldError(error, '/channelIds')}
          onChange={(chosen) => onChange({ channelIds: chosen })}
        />
        <div>
          <Checkbox
            checked={silence !== null}
            onChange={(on) => onChange({ silence: on ? USUAL_SILENCE : null })}
          >
            No messages at night
          </Checkbox>
          {silence && (
            <div className="mt-1 ml-6 grid max-w-72 grid-cols-2 gap-3">
              <TextField
                label="From"
                type="time"
                required
                value={silence.from}
                error={fieldError(error, '/silence')}
                onChange={({ target }) => onChange({ silence: { ...silence, from: target.value } })}
              />
              <TextField
                label="Until"
                type="time"
                required
                value={silence.until}
                onChange={({ target }) => onChange({ silence: { ...silence, until: target.value } })}
              />
              <p className="col-span-2 text-fg-3 text-xs">In {timeZone}. They are sent when it is over.</p>
            </div>
          )}
        </div>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Owner"
            maxLength={120}
            placeholder="Search team"
            value={owner}
            error={fieldError(error, '/owner')}
            onChange={({ target }) => onChange({ owner: target.value })}
          />
          <TextField
            label="Link"
            type="url"
            placeholder="https://wiki.example.com/runbook"
            value={url}
            hint="Such as a runbook"
            error={fieldError(error, '/url')}
            onChange={({ target }) => onChange({ url: target.value })}
          />
        </div>
      </div>
    </Card>
  )
}
