import { cutText } from './cut-text.ts'
import type { Outgoing } from './outgoing.ts'

/** https://developer.pagerduty.com/docs/send-alert-event */
const SUMMARY = 1_024

/** Trigger and resolve of one alert share its opaque key, so that an incident ends by itself. */
export function renderPagerDuty(
  { kind, title, text, severity, facts, link, subject, at }: Outgoing,
  routingKey: string,
): string {
  const head = { routing_key: routingKey, dedup_key: subject }
  if (kind === 'resolved') return JSON.stringify({ ...head, event_action: 'resolve' })
  return JSON.stringify({
    ...head,
    event_action: 'trigger',
    client: 'Spendscope',
    ...(link !== undefined && { client_url: link }),
    payload: {
      summary: cutText(title, SUMMARY),
      source: 'spendscope',
      severity: kind === 'test' ? 'info' : severity,
      timestamp: at.toISOString(),
      custom_details: { text, ...Object.fromEntries(facts.map(({ label, value }) => [label, value])) },
    },
  })
}
