import type { AlertSeverity, DeliveryKind } from '#shared/api/alerts.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelSettings } from '#shared/api/channels.ts'
import type { DigestChart } from '#shared/api/digests.ts'

/** A channel with its secrets in the clear: never stored, logged or answered. */
export interface OpenChannel {
  id: number
  name: string
  kind: ChannelKind
  settings: ChannelSettings
  secret: string | undefined
  /** Signs as well, for a day after a rotation. */
  previousSecret: string | undefined
}

/** One message, before a channel makes its own form of it. All text is plain and has to be escaped there. */
export interface Outgoing {
  /** The same at every attempt. */
  id: string
  kind: DeliveryKind
  title: string
  text: string
  severity: AlertSeverity
  facts: readonly { label: string; value: string }[]
  /** Where one goes on; undefined when nobody told the server its own address. */
  link: string | undefined
  /** Of what is told: the same when it fires and when it is resolved. */
  subject: string
  /** Very many at once: what each of them would have said. */
  items: readonly Item[]
  /** Drawn where a channel shows pictures. */
  picture?: MessagePicture | undefined
  /** For machines, of the kind `type`. */
  type: string
  data: object
  at: Date
}

export interface MessagePicture {
  chart: DigestChart
  alt: string
  /** Where the receiver may fetch it; undefined when nobody told the server its own address. */
  url: string | undefined
}

export interface Item {
  title: string
  link: string | undefined
}

/** What became of an attempt. */
export interface Outcome {
  /** HTTP or SMTP status; undefined without an answer. */
  status?: number
  /** Undefined: it was taken. */
  error?: string
  /** The beginning of the answer, of public receivers only. */
  answer?: string
  retryAfterSeconds?: number
  /** Whether to try again would change nothing. Undefined: the status says it, as of HTTP. */
  isFinal?: boolean
}
