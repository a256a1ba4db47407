import { z } from 'zod'
import type { ChannelKind } from './channel-kinds.ts'
import { isCleanText } from './clean-text.ts'

/** Channels of an installation that are not removed: far more than anybody wants to be told by. */
export const MOST_CHANNELS = 500
/** Of one channel. */
const MOST_RECIPIENTS = 20

const name = z.string().trim().min(1).max(80).refine(isCleanText, 'has control characters')
const address = z.url({ protocol: /^https?$/ }).max(2_000)
const recipients = z.array(z.email().max(254).toLowerCase()).min(1).max(MOST_RECIPIENTS)
/** An integration key of the Events API v2. */
const routingKey = z.string().regex(/^[A-Za-z0-9]{20,64}$/, 'expected an integration key of 32 characters')
/** Whether it gets every alert whose budget or rule names no channels. */
const isDefault = z.boolean()

const common = { name, isDefault: isDefault.default(true) }

export const CreateChannel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), ...common, url: address }),
  z.strictObject({ kind: z.literal('email'), ...common, recipients }),
  z.strictObject({ kind: z.literal('pagerduty'), ...common, routingKey }),
  /** The address of an incoming webhook is a secret: it is never shown again. */
  z.strictObject({ kind: z.enum(['slack', 'teams', 'discord']), ...common, webhookUrl: address }),
])
export type CreateChannel = z.output<typeof CreateChannel>

/** Only what belongs to the kind of the channel. `enabled: true` also forgets why it was switched off. */
export const UpdateChannel = z
  .strictObject({
    name,
    isDefault,
    enabled: z.boolean(),
    url: address,
    recipients,
    routingKey,
    webhookUrl: address,
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'names nothing to change')
export type UpdateChannel = z.output<typeof UpdateChannel>

/** What of a channel may be shown. Addresses that are secrets themselves (Slack, Teams, Discord) are not in it. */
export interface ChannelSettings {
  /** Of a webhook. */
  url?: string
  /** Of an e-mail channel. */
  recipients?: string[]
  /** Where a secret address leads. */
  host?: string
  /** Last characters of the secret, to know it by. */
  secretEnd?: string
}

export interface Channel {
  id: string
  name: string
  kind: ChannelKind
  /** null for who may not manage channels. */
  settings: ChannelSettings | null
  isDefault: boolean
  enabled: boolean
  /** Switched off since then, by a person or because its receiver is gone. */
  disabledAt: string | null
  disabledReason: string | null
  /** Of a webhook, within a day after a rotation: until then messages bear a signature of the old secret as well. */
  previousSecretUntil: string | null
  createdBy: string
  createdAt: string
  /** Messages that wait for their next attempt. */
  pending: number
  /** Messages that were given up in the last 30 days, and can be resent. */
  dead: number
  /** null: nothing was ever sent. */
  lastAttempt: { at: string; error: string | null } | null
}

export interface ChannelList {
  data: Channel[]
  /** Whether the server can send e-mail; channels of that kind cannot be made without. */
  canSendEmail: boolean
}

/** The secret of a webhook's signatures is in this answer only. null for every other kind. */
export interface CreatedChannel extends Channel {
  secret: string | null
}

export interface RotatedSecret {
  secret: string
  /** Until then messages bear two signatures. */
  previousSecretUntil: string
}

/** What became of a test message. `pending`: it waits for its turn, or the receiver has not answered yet. */
export interface ChannelTest {
  deliveryId: string
  state: 'delivered' | 'failed' | 'pending'
  /** HTTP or SMTP status; null without an answer. */
  status: number | null
  durationMs: number | null
  error: string | null
  /** The beginning of what the receiver said; never from a private network. */
  answer: string | null
}
