import type { SharedFact } from '../features/requests/detail-facts.tsx'
import { dayInZone } from '../lib/dates.ts'
import type { RequestsView } from '../lib/requests-view.ts'

const DAY_MS = 86_400_000

/** The view of all requests that share a fact with one: around its time, because old ones are far down the list. */
export function sameFact(
  { timestamp }: { timestamp: string },
  { what, value }: { what: SharedFact; value: string },
  { timeZone, now }: { timeZone: string; now: number },
): Partial<RequestsView> {
  const day = dayInZone(timestamp, timeZone)
  const isRecent = now - Date.parse(timestamp) < DAY_MS
  return {
    filters: what === 'user' ? [{ label: 'user', exclude: false, values: [value] }] : [],
    facts: what === 'user' ? [] : [{ fact: what, values: [value] }],
    range: isRecent ? '24h' : `${day}..${day}`,
  }
}
