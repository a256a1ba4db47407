const CHANNEL_KINDS = ['webhook', 'slack', 'email', 'pagerduty', 'teams', 'discord'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What of a channel may be shown. Addresses that are secrets themselves (Slack, Teams, Discord) are not in it. */
export interface ChannelSettings {
  /** Of a webhook. */
  url?: string
  /** Of an e-mail channel. */
  recipients?: string[]
  /** Last characters of the secret, to know it by. */
  secretEnd?: string
}
