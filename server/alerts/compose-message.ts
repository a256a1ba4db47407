import type { Outgoing } from '#server/channels/outgoing.ts'
import { amountText } from '#shared/alerts/amount-text.ts'
import { describeAlert } from '#shared/alerts/describe-alert.ts'
import type { AlertMessage, DeliveryKind } from '#shared/api/alerts.ts'
import type { DigestMessage } from '#shared/api/digests.ts'
import { describeDigest } from '#shared/digests/describe-digest.ts'
import { picturePath } from './picture-path.ts'

/** What a person asked for, to see whether a channel works. */
export interface TestMessage {
  type: 'test'
  requestedBy: string
}

/** What is kept of a message in the outbox. */
export type Payload = AlertMessage | TestMessage | DigestMessage

/** A delivery as it stands in the outbox. */
export interface Queued {
  id: string
  /** Of the delivery that the message began with, also when that one was acknowledged since: the same at every attempt. */
  messageId: string
  kind: DeliveryKind
  payload: Payload
  /** Epoch milliseconds. */
  createdAt: number
}

interface Sender {
  /** Undefined: nobody told the server its own address, so there are no links. */
  publicUrl: string | undefined
  at: Date
  sign: (text: string) => string
}

/** One message of what goes out together. */
export function composeMessage(queued: readonly Queued[], sender: Sender): Outgoing {
  const [first] = queued
  const id = first!.messageId
  const message = queued.length > 1 ? ofMany(queued, sender) : ofOne(first!, sender)
  return { ...message, id, kind: first!.kind, at: sender.at, subject: subjectOf(first!.payload) ?? id }
}

type Content = Omit<Outgoing, 'id' | 'kind' | 'at' | 'subject'>

function ofOne(queued: Queued, sender: Sender): Content {
  const { payload } = queued
  const { publicUrl } = sender
  switch (payload.type) {
    case 'alert': {
      const { event, path } = payload
      return {
        ...describeAlert(payload, event),
        facts: factsOf(payload),
        link: publicUrl && publicUrl + path,
        items: [],
        type: `alert.${event}`,
        data: payload,
      }
    }
    case 'test':
      return {
        title: 'Test of this channel',
        text: `${payload.requestedBy} has sent it from Spendscope. Nothing has happened, and alerts will arrive here.`,
        severity: 'info',
        facts: [],
        link: publicUrl,
        items: [],
        type: 'test',
        data: {},
      }
    case 'digest':
      return {
        ...describeDigest(payload),
        severity: 'info',
        link: publicUrl && publicUrl + payload.path,
        items: [],
        picture: {
          chart: payload.chart,
          alt: 'Spend by day and model',
          url: publicUrl && publicUrl + picturePath(queued, sender.sign),
        },
        type: 'digest',
        data: payload,
      }
    default:
      return payload satisfies never
  }
}

function ofMany(queued: readonly Queued[], { publicUrl }: Sender): Content {
  const alerts = queued.map(({ payload }) => payload).filter((payload) => payload.type === 'alert')
  const words = alerts.map((alert) => describeAlert(alert, alert.event))
  const severity = words.some((one) => one.severity === 'critical') ? 'critical' : 'warning'
  return {
    title: `${alerts.length} alerts at once`,
    text: 'So many were due at the same time that they are told together.',
    severity,
    facts: [],
    link: publicUrl && `${publicUrl}/alerts`,
    items: alerts.map(({ alertId, event, path }, i) => ({
      alertId,
      event,
      title: words[i]!.title,
      link: publicUrl && publicUrl + path,
    })),
    type: 'alerts.grouped',
    data: {},
  }
}

/** Opaque: ids and an instant, so that nothing that people typed stands in it, and another installation has others. */
const subjectOf = (payload: Payload) =>
  payload.type === 'alert' ? `spendscope-${payload.alertId}-${Date.parse(payload.firedAt)}` : undefined

function factsOf({ facts, project, budget }: AlertMessage): Outgoing['facts'] {
  const amount = (usd: string | undefined) => usd && amountText(usd)
  const known: [string, string | undefined][] = [
    ['Project', project?.name],
    ['Budget', budget?.name],
    ['Spent', amount(facts.spentUsd)],
    ['Limit', amount(facts.amountUsd)],
    ['Forecast', amount(facts.forecastUsd)],
    ['Usual', amount(facts.usualUsd)],
    ['Owner', facts.owner],
    ['More', facts.url],
  ]
  return known.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}
