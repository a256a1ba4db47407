import { expect, test } from 'vitest'
import { decideRule } from '#server/alert-rules/decide-rule.ts'
import type { ProjectHistory } from '#server/alert-rules/read-history.ts'
import { type AlertRule, RULE_SETTINGS, type RuleKind } from '#shared/api/alert-rules.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000
const TODAY = 20_780
const USD = 1_000_000_000_000n

const ruleOf = (kind: RuleKind, settings: object = {}, projectId: string | null = null) =>
  ({ id: '5', kind, settings: RULE_SETTINGS[kind].parse(settings), projectId }) as AlertRule

interface Day {
  ago: number
  usd: number
  requests?: number
  unpriced?: number
}

const project = (days: readonly Day[], more: Partial<ProjectHistory> = {}): ProjectHistory => ({
  id: '7',
  name: 'Search',
  today: TODAY,
  days: days.map(({ ago, usd, requests = 100, unpriced = 0 }) => ({
    day: TODAY - ago,
    costPicoUsd: BigInt(usd) * USD,
    requests,
    unpriced,
  })),
  lastEventUntil: NOW - 900,
  last24h: { requests: 100, unpriced: 0 },
  ...more,
})
const decide = (rule: AlertRule, ...projects: ProjectHistory[]) =>
  decideRule(rule, { now: NOW, projects, pricesCheckedOn: '2026-11-01' })

/** The last `count` days before today, the oldest first. */
const daily = (count: number, usd: number): Day[] =>
  Array.from({ length: count }, (_, i) => ({ ago: count - i, usd }))

test('a day is a spike from twice the usual day on', () => {
  const today = (usd: number) => decide(ruleOf('daily_overrun'), project([...daily(10, 20), { ago: 0, usd }]))
  expect(today(39)).toEqual([])
  expect(today(40)).toMatchObject([{ about: '7', subject: { facts: { spentUsd: '40', usualUsd: '20' } } }])
})

test('small amounts, few requests and a short history are no spike', () => {
  const rule = ruleOf('daily_overrun', { floorUsd: '10', minimumRequests: 50 })
  expect(decide(rule, project([...daily(10, 1), { ago: 0, usd: 9 }]))).toEqual([])
  expect(decide(rule, project([...daily(10, 1), { ago: 0, usd: 99, requests: 49 }]))).toEqual([])
  expect(decide(rule, project([...daily(6, 1), { ago: 0, usd: 99 }]))).toEqual([])
  expect(decide(rule, project([...daily(7, 1), { ago: 0, usd: 99 }]))).toHaveLength(1)
})

test('one spike before does not make the next one usual, and days without events count', () => {
  const spikes = [...daily(10, 20).slice(0, 9), { ago: 1, usd: 5_000 }]
  expect(decide(ruleOf('daily_overrun'), project([...spikes, { ago: 0, usd: 40 }]))).toHaveLength(1)
  const weekly = [7, 14, 21, 28].reverse().map((ago) => ({ ago, usd: 50 }))
  expect(decide(ruleOf('daily_overrun'), project([...weekly, { ago: 0, usd: 50 }]))).toMatchObject([
    { subject: { facts: { usualUsd: '0' } } },
  ])
})

test('days of which no cost is known say nothing of what is usual', () => {
  const rule = ruleOf('daily_overrun')
  const unknown = daily(10, 0).map((day) => ({ ...day, requests: 100, unpriced: 100 }))
  const today = { ago: 0, usd: 40 }
  expect(decide(rule, project([...unknown, today]))).toEqual([])
  const later = [...unknown.map((day) => ({ ...day, ago: day.ago + 7 })), ...daily(7, 15), today]
  expect(decide(rule, project(later))).toMatchObject([{ subject: { facts: { usualUsd: '15' } } }])
})

test('a project is silent after so many hours, if it used to send on most days', () => {
  const rule = ruleOf('silence', { hours: 6 })
  const since = (hours: number) => ({ lastEventUntil: NOW - hours * 3_600 })
  expect(decide(rule, project(daily(7, 1), since(5.9)))).toEqual([])
  expect(decide(rule, project(daily(7, 1), since(6)))).toMatchObject([
    { subject: { facts: { name: 'Search', since: '2026-11-23T06:00:00Z' } } },
  ])
  expect(decide(rule, project(daily(3, 1), since(48)))).toEqual([])
  expect(decide(rule, project([], { lastEventUntil: null }))).toEqual([])
})

test('a silence does not end because it has become usual', () => {
  const weeksAgo = daily(40, 1).slice(0, 10)
  const lastEventUntil = NOW - 31 * 86_400
  expect(decide(ruleOf('silence'), project(weeksAgo, { lastEventUntil }))).toHaveLength(1)
})

test('an unpriced share counts from enough requests on', () => {
  const rule = ruleOf('unpriced_share', { share: 0.05, minimumRequests: 20 })
  const of = (requests: number, unpriced: number) =>
    decide(rule, project([], { last24h: { requests, unpriced } }))
  expect([of(100, 4).length, of(100, 5).length, of(19, 19).length, of(0, 0).length]).toEqual([0, 1, 0, 0])
  expect(of(100, 5)).toMatchObject([
    { subject: { facts: { share: 0.05, unpricedEvents: 5, requests: 100 } } },
  ])
})

test('prices are old from so many days on, once for the whole installation', () => {
  expect(decide(ruleOf('stale_prices', { days: 23 }), project([]))).toEqual([])
  expect(decide(ruleOf('stale_prices', { days: 22 }), project([]), project([]))).toMatchObject([
    { about: 'all', subject: { project: null, facts: { since: '2026-11-01T00:00:00Z' } } },
  ])
})

test('a rule for one project says nothing of the others', () => {
  const silent = { lastEventUntil: NOW - 86_400 }
  const other = project(daily(7, 1), { ...silent, id: '8' })
  const abouts = (rule: AlertRule) =>
    decide(rule, project(daily(7, 1), silent), other).map(({ about }) => about)
  expect([abouts(ruleOf('silence')), abouts(ruleOf('silence', {}, '8'))]).toEqual([['7', '8'], ['8']])
})
