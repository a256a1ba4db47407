import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelSettings } from '#shared/api/channels.ts'

/** Where a channel leads, as a person enters it. */
export interface ChannelTarget {
  url?: string
  recipients?: string[]
  routingKey?: string
  webhookUrl?: string
}

/** The one field of each kind. */
const FIELDS: Record<ChannelKind, keyof ChannelTarget> = {
  webhook: 'url',
  email: 'recipients',
  pagerduty: 'routingKey',
  slack: 'webhookUrl',
  teams: 'webhookUrl',
  discord: 'webhookUrl',
}

const SHOWN_OF_SECRET = 4

/** The end of a secret, by which people know it. */
export const endOf = (secret: string) => secret.slice(-SHOWN_OF_SECRET)

/** The names of what does not belong to a channel of this kind. */
export const strangersIn = (kind: ChannelKind, target: ChannelTarget) =>
  (Object.keys(target) as (keyof ChannelTarget)[]).filter(
    (field) => target[field] !== undefined && field !== FIELDS[kind],
  )

/** Parts what may be shown from what is sealed. A webhook's secret is not entered, but made. */
export function partsOf({ url, recipients, routingKey, webhookUrl }: ChannelTarget): {
  settings: ChannelSettings
  secret: string | undefined
} {
  const secret = routingKey ?? webhookUrl
  return {
    settings: {
      ...(url !== undefined && { url }),
      ...(recipients !== undefined && { recipients: [...new Set(recipients)] }),
      ...(webhookUrl !== undefined && { host: new URL(webhookUrl).host }),
      ...(secret !== undefined && { secretEnd: endOf(secret) }),
    },
    secret,
  }
}
