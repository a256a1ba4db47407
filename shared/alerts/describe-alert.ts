import type { AlertFacts, AlertMessage, AlertSeverity, AlertSubject } from '#shared/api/alerts.ts'
import { amountText } from './amount-text.ts'

/** An alert in words, the same on screens and in messages. Plain text: whoever shows it has to escape it. */
export interface AlertWords {
  title: string
  text: string
  severity: AlertSeverity
}

/** @param event `resolved` speaks of the end of it. */
export function describeAlert(subject: AlertSubject, event: AlertMessage['event'] = 'fired'): AlertWords {
  const severity = severityOf(subject)
  const title = titleOf(subject)
  if (event === 'resolved')
    return { title: `Resolved: ${title}`, text: resolution(subject), severity: 'info' }
  return { title, text: [...sentences(subject), ...lateness(subject.facts)].join(' '), severity }
}

function severityOf({ kind, threshold }: AlertSubject): AlertSeverity {
  switch (kind) {
    case 'budget':
      return threshold !== null && threshold < 100 ? 'warning' : 'critical'
    case 'daily_overrun':
      return 'critical'
    case 'forecast':
    case 'silence':
    case 'unpriced_share':
      return 'warning'
    case 'stale_prices':
      return 'info'
    default:
      return kind satisfies never
  }
}

function titleOf(subject: AlertSubject): string {
  const { kind, facts, threshold } = subject
  const name = nameOf(subject)
  switch (kind) {
    case 'budget':
      return `${name}: ${threshold} % of ${amountOf(facts.amountUsd)} is spent`
    case 'forecast':
      return `${name}: on course for ${amountOf(facts.forecastUsd)} of ${amountOf(facts.amountUsd)}`
    case 'daily_overrun':
      return `${name}: ${spentOf(facts)} today, usually ${amountOf(facts.usualUsd)}`
    case 'silence':
      return `${name}: no events since ${instantOf(facts.since)}`
    case 'unpriced_share':
      return `${name}: ${percentOf(facts.share)} of the events have no known cost`
    case 'stale_prices':
      return `Prices were last checked on ${dayOf(facts.since)}`
    default:
      return kind satisfies never
  }
}

function sentences({ kind, facts, periodEnd }: AlertSubject): string[] {
  const scope = facts.scope === '' ? '' : ` (${facts.scope})`
  switch (kind) {
    case 'budget':
      return [
        `${capitalised(spentOf(facts))} of ${amountOf(facts.amountUsd)} are spent${scope}.`,
        ...until(periodEnd),
        ...gap(facts),
      ]
    case 'forecast':
      return [
        `On course for ${amountOf(facts.forecastUsd)} of ${amountOf(facts.amountUsd)}${by(facts, periodEnd)}${scope}.`,
        ...interval(facts),
        `So far ${spentOf(facts)} are spent.`,
        ...gap(facts),
      ]
    case 'daily_overrun':
      return [`${countOf(facts.requests)} requests today${scope}.`, ...gap(facts)]
    case 'silence':
      return [`It usually sends some on most days${scope}.`]
    case 'unpriced_share':
      return [
        `${countOf(facts.unpricedEvents)} of ${countOf(facts.requests)} events in 24 hours${scope}: add their prices.`,
      ]
    case 'stale_prices':
      return ['Costs may be wrong where prices have moved since: update Spendscope.']
    default:
      return kind satisfies never
  }
}

function resolution({ kind, facts, threshold }: AlertSubject): string {
  switch (kind) {
    case 'budget':
      return `Below ${threshold} % of ${amountOf(facts.amountUsd)} again.`
    case 'forecast':
      return 'What is expected is well within the amount again.'
    case 'daily_overrun':
      return 'The day is over, or what it cost was corrected.'
    case 'silence':
      return 'Events arrive again.'
    case 'unpriced_share':
      return 'Enough of the events have a known cost again.'
    case 'stale_prices':
      return 'The prices were updated.'
    default:
      return kind satisfies never
  }
}

function nameOf({ facts, groupKey }: AlertSubject): string {
  if (groupKey === null) return facts.name
  return `${facts.name} · ${facts.groupName ?? (groupKey === '' ? 'none' : groupKey)}`
}

const amountOf = (usd: string | undefined) => (usd === undefined ? 'an unknown amount' : amountText(usd))

/** Unpriced events can only make it more. */
const spentOf = ({ spentUsd, unpricedEvents = 0 }: AlertFacts) =>
  `${unpricedEvents > 0 ? 'at least ' : ''}${amountOf(spentUsd)}`

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const gap = ({ unpricedEvents = 0 }: AlertFacts) =>
  unpricedEvents > 0
    ? [
        unpricedEvents === 1
          ? '1 event has no known cost.'
          : `${countOf(unpricedEvents)} events have no known cost.`,
      ]
    : []

const until = (end: string | null) => (end === null ? [] : [`The period ends at ${instantOf(end)}.`])

const interval = ({ forecastLowUsd, forecastHighUsd }: AlertFacts) =>
  forecastLowUsd === undefined || forecastHighUsd === undefined
    ? []
    : [`Likely between ${amountText(forecastLowUsd)} and ${amountText(forecastHighUsd)}.`]

/** The last local day of a period: its end is a midnight, which people count to the day after. */
function by({ timeZone = 'UTC' }: AlertFacts, end: string | null): string {
  if (end === null) return ''
  const last = new Date(Date.parse(end) - 1)
  return ` by ${new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone }).format(last)}`
}

const lateness = ({ delayedBySeconds = 0 }: AlertFacts) =>
  delayedBySeconds >= 60 ? [`Noticed ${Math.round(delayedBySeconds / 60)} minutes late.`] : []

const countOf = (count: number | undefined) =>
  count === undefined ? 'an unknown number of' : new Intl.NumberFormat('en-US').format(count)

const percentOf = (share: number | undefined) =>
  share === undefined ? 'an unknown share' : `${Number((share * 100).toPrecision(3))} %`

const dayOf = (instant: string | undefined) => instant?.slice(0, 10) ?? 'an unknown day'

const instantOf = (instant: string | undefined) =>
  instant === undefined ? 'an unknown time' : `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
