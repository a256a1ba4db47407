import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelSettings } from '#shared/api/channels.ts'
import { fieldError } from '../../api/field-error.ts'
import { TextField } from '../../components/field.tsx'

interface TargetFieldProps {
  kind: ChannelKind
  /** null for a new channel. */
  settings: ChannelSettings | null
  error: Error | null
}

/** Where messages go. What is a secret is never shown again: left empty, it stays. */
export function TargetField({ kind, settings, error }: TargetFieldProps) {
  const isNew = settings === null
  const secret = {
    required: isNew,
    autoComplete: 'off',
    ...(settings?.secretEnd && { hint: `Ends with ${settings.secretEnd}; empty keeps it` }),
  }
  switch (kind) {
    case 'webhook':
      return (
        <TextField
          label="Address"
          name="target"
          type="url"
          required
          placeholder="https://hooks.example.com/spend"
          defaultValue={settings?.url}
          error={fieldError(error, '/url')}
        />
      )
    case 'email':
      return (
        <TextField
          label="To"
          name="target"
          required
          placeholder="ada@example.com, team@example.com"
          hint="With commas between them"
          defaultValue={settings?.recipients?.join(', ')}
          error={fieldError(error, '/recipients')}
        />
      )
    case 'pagerduty':
      return (
        <TextField
          label="Integration key"
          name="target"
          hint="Of a service with an Events API v2 integration"
          {...secret}
          error={fieldError(error, '/routingKey')}
        />
      )
    case 'slack':
    case 'teams':
    case 'discord':
      return (
        <TextField
          label="Webhook address"
          name="target"
          type="url"
          placeholder="https://"
          {...secret}
          error={fieldError(error, '/webhookUrl')}
        />
      )
    default:
      return kind satisfies never
  }
}
