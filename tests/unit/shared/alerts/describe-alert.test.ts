import { expect, test } from 'vitest'
import { describeAlert } from '#shared/alerts/describe-alert.ts'
import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { AlertSubject } from '#shared/api/alerts.ts'

const subject = (kind: AlertKind, facts: object, more: object = {}): AlertSubject => ({
  kind,
  project: null,
  budget: null,
  groupKey: null,
  threshold: null,
  periodStart: null,
  periodEnd: null,
  facts: { name: 'Search', scope: '', ...facts },
  ...more,
})

test('a budget says how much of it is spent, and that unpriced events can only make it more', () => {
  const facts = { spentUsd: '1234.5', amountUsd: '1000', unpricedEvents: 312 }
  const words = describeAlert(subject('budget', facts, { threshold: 100, groupKey: 'team-a' }))
  expect(words).toEqual({
    title: 'Search · team-a: 100 % of $1,000.00 is spent',
    text: 'At least $1,234.50 of $1,000.00 are spent. 312 events have no known cost.',
    severity: 'critical',
  })
  expect(describeAlert(subject('budget', facts, { threshold: 80 })).severity).toBe('warning')
  const one = describeAlert(subject('budget', { ...facts, unpricedEvents: 1 }, { threshold: 80 }))
  expect(one.text).toContain('1 event has no known cost.')
})

test('what is not known is said, never shown as nothing', () => {
  for (const kind of [
    'budget',
    'forecast',
    'daily_overrun',
    'silence',
    'unpriced_share',
    'stale_prices',
  ] as const) {
    const { title, text } = describeAlert(subject(kind, {}))
    expect(`${title} ${text}`).toContain('unknown')
    expect(`${title} ${text}`).not.toMatch(/\$0|NaN|undefined/)
  }
})

test('small amounts keep their digits, and a late decision says so', () => {
  const facts = { spentUsd: '0.00421', usualUsd: '0', requests: 1_200, delayedBySeconds: 7_200 }
  expect(describeAlert(subject('daily_overrun', facts))).toMatchObject({
    title: 'Search: $0.0042 today, usually $0.00',
    text: '1,200 requests today. Noticed 120 minutes late.',
  })
})

test('a forecast says where a period is on course to, and by which of its own days', () => {
  const facts = {
    scope: 'team search',
    spentUsd: '70',
    amountUsd: '100',
    forecastUsd: '118.204',
    forecastLowUsd: '101',
    forecastHighUsd: '140',
    timeZone: 'Pacific/Auckland',
  }
  const periodEnd = '2026-11-30T11:00:00.000Z'
  expect(describeAlert(subject('forecast', facts, { threshold: 100, periodEnd }))).toEqual({
    title: 'Search: on course for $118.20 of $100.00',
    text: 'On course for $118.20 of $100.00 by Nov 30 (team search). Likely between $101.00 and $140.00. So far $70.00 are spent.',
    severity: 'warning',
  })
})

test('the end of an alert has its own words', () => {
  const words = describeAlert(subject('silence', { since: '2026-11-23T10:00:00Z' }), 'resolved')
  expect(words).toEqual({
    title: 'Resolved: Search: no events since 2026-11-23 10:00 UTC',
    text: 'Events arrive again.',
    severity: 'info',
  })
})
