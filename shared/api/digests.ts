import { z } from 'zod'
import type { ChannelKind } from './channel-kinds.ts'
import type { ChannelTest } from './channels.ts'
import { isCleanText } from './clean-text.ts'
import type { Coverage } from './spend.ts'

const DIGEST_PERIODS = ['week', 'month'] as const
/** Calendar periods of the digest's zone, weeks from Monday. */
export type DigestPeriod = (typeof DIGEST_PERIODS)[number]

/** Digests of an installation that are not removed. */
export const MOST_DIGESTS = 100

const id = z.string().regex(/^\d{1,9}$/)
const fields = {
  name: z.string().trim().min(1).max(80).refine(isCleanText, 'has control characters'),
  /** Of e-mail or Slack. */
  channelIds: z.array(id).min(1).max(20),
  /** The local hour after the end of the period. */
  hour: z.number().int().min(0).max(23),
  /** IANA name. */
  timeZone: z.string().max(64),
}

export const CreateDigest = z.strictObject({
  ...fields,
  period: z.enum(DIGEST_PERIODS),
  /** null: the whole installation. */
  projectId: id.nullable().default(null),
  hour: fields.hour.default(8),
  /** The installation's without it. */
  timeZone: fields.timeZone.optional(),
})
export type CreateDigest = z.output<typeof CreateDigest>

/** What is left out stays. */
export const UpdateDigest = z
  .strictObject({ ...fields, paused: z.boolean() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'names nothing to change')
export type UpdateDigest = z.output<typeof UpdateDigest>

export interface Digest {
  id: string
  name: string
  period: DigestPeriod
  projectId: string | null
  projectName: string | null
  channelIds: string[]
  timeZone: string
  hour: number
  paused: boolean
  createdBy: string
  createdAt: string
  /** When it is sent next, RFC 3339 UTC. */
  nextAt: string
}

export interface DigestTest {
  /** One for each channel, in the order of their names. */
  data: (ChannelTest & { channel: { id: string; name: string; kind: ChannelKind } })[]
}

/** Names and amounts; `previousUsd` is what it cost in the period that it is compared with. Null is unknown. */
export interface DigestRow {
  name: string
  costUsd: string | null
  previousUsd: string | null
}

/** Daily spend, by model. Amounts in USD for drawing; null is a gap. */
export interface DigestChart {
  /** Local days, `2026-11-22`. */
  days: string[]
  series: { name: string; slot: number | null; values: (number | null)[] }[]
}

/** What a digest says, as it was when it was put together. */
export interface DigestMessage {
  type: 'digest'
  digestId: string
  name: string
  isTest: boolean
  period: DigestPeriod
  projectName: string | null
  timeZone: string
  /** Local days, both included. */
  from: string
  to: string
  /** The same weekdays before. */
  comparedFrom: string
  comparedTo: string
  costUsd: string | null
  previousUsd: string | null
  requests: number
  coverage: Pick<Coverage, 'unpriced' | 'invalid' | 'partial'>
  models: DigestRow[]
  features: DigestRow[]
  teams: DigestRow[]
  /** Open now: how many, and the newest of them. */
  alerts: { open: number; titles: string[] }
  savings: { open: number; monthlyUsd: string }
  chart: DigestChart
  /** Of the page where one goes on. */
  path: string
}
