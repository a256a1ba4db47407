export const CHANNEL_KINDS = ['webhook', 'slack', 'email', 'pagerduty', 'teams', 'discord'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]
