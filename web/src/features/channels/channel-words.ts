import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { Channel, ChannelSettings } from '#shared/api/channels.ts'

export const CHANNEL_HINTS: Record<ChannelKind, string> = {
  email: 'To members, or to an address that everybody reads',
  slack: 'By the address of an incoming webhook',
  webhook: 'Signed as Standard Webhooks say',
  pagerduty: 'Opens an incident, and closes it when it is over',
  teams: 'By the address of a workflow that takes webhooks',
  discord: 'By the address of a webhook of the channel',
}

/** Where it leads, as far as that may be shown. */
export function targetText(settings: ChannelSettings | null): string {
  if (!settings) return ''
  const { url, recipients, host, secretEnd } = settings
  const place = url ?? recipients?.join(', ') ?? host
  const secret = secretEnd && `…${secretEnd}`
  return [place, secret].filter(Boolean).join(' ')
}

/** Whether it works, as a person would ask. */
export function channelState({
  enabled,
  lastAttempt,
}: Channel): [tone: 'good' | 'warn' | 'bad' | 'plain', text: string] {
  if (!enabled) return ['warn', 'Switched off']
  if (!lastAttempt) return ['plain', 'Nothing sent yet']
  return lastAttempt.error === null ? ['good', 'Works'] : ['bad', 'Last attempt failed']
}
