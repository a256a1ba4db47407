import type { Channel } from '#shared/api/channels.ts'
import { CHANNEL_NAMES } from '../lib/channel-names.ts'
import { Checkbox } from './checkbox.tsx'

interface ChannelChoiceProps {
  /** undefined while they are not known. */
  channels: readonly Channel[] | undefined
  /** null: every default channel. */
  chosen: readonly string[] | null
  error?: string | undefined
  onChange: (chosen: string[] | null) => void
}

/** Where messages go: to the default channels, or to some. */
export function ChannelChoice({ channels = [], chosen, error, onChange }: ChannelChoiceProps) {
  const defaults = channels.filter(({ isDefault, enabled }) => isDefault && enabled)
  const toggle = (id: string, on: boolean) => {
    const others = (chosen ?? []).filter((other) => other !== id)
    onChange(on ? [...others, id] : others)
  }
  return (
    <fieldset>
      <legend className="pb-1 font-medium text-sm">Channels</legend>
      <Checkbox checked={chosen === null} onChange={(on) => onChange(on ? null : [])}>
        <span>
          The default channels
          <span className="text-fg-3">
            {defaults.length > 0 ? `: ${defaults.map(({ name }) => name).join(', ')}` : ' (none yet)'}
          </span>
        </span>
      </Checkbox>
      {chosen !== null && (
        <div className="mt-1 ml-6 max-h-40 overflow-y-auto">
          {channels.map(({ id, name, kind, enabled }) => (
            <Checkbox key={id} checked={chosen.includes(id)} onChange={(on) => toggle(id, on)}>
              <span>
                {name}{' '}
                <span className="text-fg-3 text-xs">
                  {enabled ? CHANNEL_NAMES[kind] : `${CHANNEL_NAMES[kind]}, switched off`}
                </span>
              </span>
            </Checkbox>
          ))}
          {channels.length === 0 && <p className="text-fg-3 text-xs">There are no channels yet.</p>}
        </div>
      )}
      {error && <p className="text-bad text-xs">{error}</p>}
    </fieldset>
  )
}
