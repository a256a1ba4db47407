import { beforeAll, expect, test } from 'vitest'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import { chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
})

const at = (iso: string) => ({ timestamp: iso })
const spendBy = async (key: string, query: string) =>
  (await send<SpendBy>(app, `/v1/spend/by?${query}`, { key })).body
const overTime = async (key: string, query: string) =>
  (await send<SpendOverTime>(app, `/v1/spend/over-time?${query}`, { key })).body

test('the previous period is the same weekdays up to the same hour', async () => {
  const { key } = await projectWith(app, [
    chatEvent(at('2026-11-18T10:00:00Z')),
    chatEvent(at('2026-11-11T14:29:59Z')), // a week before, and still within the quarter of an hour of now
    chatEvent(at('2026-11-11T14:30:00Z')), // a week before, but later in the day than now
    chatEvent(at('2026-11-04T10:00:00Z')),
  ])
  const by = await spendBy(key, 'range=7d')
  expect(by.previousRange).toEqual({ from: '2026-11-05T00:00:00.000Z', to: '2026-11-11T14:30:00.000Z' })
  expect([by.total.requests, by.previous?.requests]).toEqual([1, 1])
  const filtered = await spendBy(key, 'range=7d&feature=&provider=openai')
  expect([filtered.total.requests, filtered.previous?.requests]).toEqual([1, 1])
  expect((await spendBy(key, 'range=7d&compare=none')).previous).toBeNull()
})

test.each([
  ['24h', 'UTC', 'hour', 24, '2026-11-17T15:00:00.000Z'],
  ['7d', 'UTC', 'day', 7, '2026-11-12T00:00:00.000Z'],
  ['30d', 'America/New_York', 'day', 30, '2026-10-20T04:00:00.000Z'],
  ['90d', 'Asia/Kathmandu', 'day', 90, '2026-08-20T18:15:00.000Z'],
  ['mtd', 'Europe/Berlin', 'day', 18, '2026-10-31T23:00:00.000Z'],
  ['2026-10-31..2026-11-02', 'America/New_York', 'day', 3, '2026-10-31T04:00:00.000Z'],
  ['2025-11-20..2026-11-18', 'UTC', 'week', 53, '2025-11-20T00:00:00.000Z'],
])('range %s in %s has %s buckets, %d of them', async (range, timeZone, bucket, count, from) => {
  const { key } = await createTestProject(app)
  const result = await overTime(key, `range=${range}&timeZone=${timeZone}`)
  expect([result.bucket, result.buckets.length, result.range.from]).toEqual([bucket, count, from])
  for (const [i, { end }] of result.buckets.entries()) expect(end).toBe(result.buckets[i + 1]?.start ?? end)
})

test('a day with a change of the clock has 25 hours, and the next one starts where it ends', async () => {
  const { key } = await createTestProject(app)
  const { buckets } = await overTime(key, 'range=2026-10-31..2026-11-02&timeZone=America/New_York')
  expect(buckets.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000)).toEqual([
    24, 25, 24,
  ])
})

test('no hour of the previous period is lost when its clock changes', async () => {
  const hours = Array.from({ length: 26 }, (_, n) =>
    chatEvent(at(new Date(Date.UTC(2026, 9, 24, 22 + n)).toISOString())),
  )
  const { key } = await projectWith(app, hours)
  const query = 'range=2026-11-01..2026-11-01&timeZone=Europe/Berlin&bucket=hour'
  const [series, by] = [await overTime(key, query), await spendBy(key, query.replace('&bucket=hour', ''))]
  expect(series.previous!.reduce((sum, point) => sum + point.requests, 0)).toBe(25)
  expect(by.previous!.requests).toBe(25)
})
