import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { Alert, Delivery, DeliveryKind, DeliveryState } from '#shared/api/alerts.ts'
import { fullDay, timeOfDay } from '../../lib/dates.ts'

export const KIND_NAMES: Record<AlertKind, string> = {
  budget: 'Budget',
  forecast: 'Forecast',
  daily_overrun: 'Spike',
  silence: 'Silence',
  unpriced_share: 'Without a cost',
  stale_prices: 'Old prices',
}

type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** What became of it, and of what it looks like. */
export function alertState(
  { state, snoozedUntil }: Pick<Alert, 'state' | 'snoozedUntil'>,
  now: number,
): [tone: Tone, text: string] {
  if (state === 'firing' && snoozedUntil !== null && Date.parse(snoozedUntil) > now)
    return ['plain', 'Snoozed']
  switch (state) {
    case 'firing':
      return ['bad', 'Open']
    case 'acknowledged':
      return ['plain', 'Acknowledged']
    case 'resolved':
      return ['good', 'Resolved']
    case 'recorded':
      return ['plain', 'Recorded']
    case 'superseded':
      return ['plain', 'Budget edited']
    default:
      return state satisfies never
  }
}

export const isOpen = ({ state }: Pick<Alert, 'state'>) => state === 'firing' || state === 'acknowledged'

export const DELIVERY_KINDS: Record<DeliveryKind, string> = {
  fired: 'Alert',
  resolved: 'All clear',
  test: 'Test',
  digest: 'Digest',
}

export const DELIVERY_STATES: Record<DeliveryState, [tone: Tone, text: string]> = {
  pending: ['warn', 'On its way'],
  delivered: ['good', 'Delivered'],
  dead: ['bad', 'Given up'],
  cancelled: ['plain', 'Cancelled'],
}

/** `Nov 22, 2026, 14:05` */
export const moment = (at: string, timeZone: string) => `${fullDay(at, timeZone)}, ${timeOfDay(at, timeZone)}`

/** `2 delivered, 1 given up`; undefined when nobody was told. */
export function deliveriesText(deliveries: Record<Delivery['state'], number>): string | undefined {
  const parts = (['delivered', 'pending', 'dead', 'cancelled'] as const)
    .filter((state) => deliveries[state] > 0)
    .map((state) => `${deliveries[state]} ${DELIVERY_STATES[state][1].toLowerCase()}`)
  return parts.length > 0 ? parts.join(', ') : undefined
}
