import type { ChannelKind } from '#shared/api/channel-kinds.ts'

export const CHANNEL_NAMES: Record<ChannelKind, string> = {
  email: 'E-mail',
  slack: 'Slack',
  webhook: 'Webhook',
  pagerduty: 'PagerDuty',
  teams: 'Microsoft Teams',
  discord: 'Discord',
}
