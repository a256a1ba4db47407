import { beforeAll, expect, test } from 'vitest'
import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

/** Noon: half of today is left. */
const NOW = new Date('2026-11-18T12:00:00.000Z')
const DAY_MS = 86_400_000

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

const times = (count: number) => formatUsd(parseUsd(CHAT_EVENT_USD) * BigInt(count))
const daysAgo = (days: number, part: object = {}) =>
  chatEvent({ timestamp: new Date(NOW.getTime() - days * DAY_MS).toISOString(), ...part })
const range = (count: number) => Array.from({ length: count }, (_, i) => i)

async function forecast(key: string, query = ''): Promise<SpendForecast> {
  const { status, body } = await send<SpendForecast>(app, `/v1/spend/forecast?${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

test('a steady daily cost goes on to the end of the month, on top of what was spent', async () => {
  const { key } = await projectWith(
    app,
    range(40).flatMap((day) => [daysAgo(day + 1), daysAgo(day + 1)]),
  )
  const said = await forecast(key)
  expect(said).toMatchObject({
    reason: null,
    daysOfData: 40,
    confidence: 0.8,
    monthToDateUsd: times(2 * 17),
    month: { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  })
  // 17 days are over, 12.5 are left.
  expect(said.expected!.costUsd).toBe(times(2 * 17 + 25))
  expect(Number(said.expected!.lowUsd)).toBeLessThan(Number(said.expected!.costUsd))
  expect(Number(said.expected!.highUsd)).toBeGreaterThan(Number(said.expected!.costUsd))
  expect(said.days).toHaveLength(13)
  expect(said.days.map(({ costUsd }) => costUsd)).toEqual([times(1), ...range(12).map(() => times(2))])
  expect(said.days.at(-1)).toMatchObject({
    start: '2026-11-30T00:00:00.000Z',
    end: '2026-12-01T00:00:00.000Z',
  })
})

test('six days of data are too few, and that is said', async () => {
  const { key } = await projectWith(
    app,
    range(6).map((day) => daysAgo(day + 1)),
  )
  expect(await forecast(key)).toMatchObject({
    expected: null,
    reason: 'too-little-data',
    daysOfData: 6,
    monthToDateUsd: times(6),
    days: [],
  })
})

test('filters narrow the month and what is expected', async () => {
  const events = range(20).flatMap((day) => [
    daysAgo(day + 1, { feature: 'search' }),
    daysAgo(day + 1, { feature: 'chat', team: 'red' }),
  ])
  const { key } = await projectWith(app, events)
  const all = await forecast(key)
  const one = await forecast(key, 'feature=chat&team=red')
  expect(all.monthToDateUsd).toBe(times(34))
  expect(one.monthToDateUsd).toBe(times(17))
  expect(Number(one.expected!.costUsd)).toBeCloseTo(Number(all.expected!.costUsd) / 2, 9)
})

test('what has no price is in no amount, and counted', async () => {
  const events = range(10).flatMap((day) => [daysAgo(day + 1), daysAgo(day + 1, { model: 'dall-e-99' })])
  const { key } = await projectWith(app, events)
  const said = await forecast(key)
  expect(said.monthToDateUsd).toBe(times(10))
  expect(said.coverage).toMatchObject({ requests: 20, unpriced: 10 })
  expect(await forecast(key, 'model=dall-e-99')).toMatchObject({
    monthToDateUsd: null,
    expected: null,
    reason: 'no-known-cost',
  })
})

test('the month is that of the zone', async () => {
  const { key } = await projectWith(app, [daysAgo(1)])
  app.setNow(new Date('2026-11-30T18:30:00.000Z'))
  const said = await forecast(key, 'timeZone=Asia/Kathmandu')
  app.setNow(NOW)
  expect(said.month).toEqual({ from: '2026-11-30T18:15:00.000Z', to: '2026-12-31T18:15:00.000Z' })
})

test('a zone that nobody knows and a foreign project are refused', async () => {
  const { key } = await createTestProject(app)
  expect((await send(app, '/v1/spend/forecast?timeZone=Moon/Base', { key })).status).toBe(400)
  expect((await send(app, '/v1/spend/forecast?range=7d', { key })).status).toBe(400)
  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/spend/forecast', { key: ingestOnly.key })).status).toBe(403)
})
