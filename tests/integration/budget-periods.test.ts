import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { periodsOf } from '#server/budgets/period-bounds.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

interface Bounds extends Record<string, unknown> {
  start: string
  end: string
}

/** Periods of a zone from the one that holds `from` on, to some days after `until`. */
async function periods(
  zone: string,
  period: string,
  from: string,
  until = from,
  cycleDay: number | null = null,
) {
  const budget = sql`(select 1 as id, ${period} as period, ${cycleDay}::int as cycle_day, ${zone} as zone)`
  const at = (text: string) => sql`${text}::timestamptz`
  const range = { from: at(from), until: at(until), before: false }
  const text = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`)
  const rows = await app.ctx.db.execute<Bounds>(sql`
    select ${text('starts_at')} as start, ${text('ends_at')} as end
    from (${periodsOf(budget, range)}) as p order by starts_at`)
  return [...rows]
}

test.each([
  ['America/New_York', '2025-03-09T05:00Z', '2025-03-10T04:00Z'],
  ['America/New_York', '2025-11-02T04:00Z', '2025-11-03T05:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T13:00Z', '2025-04-06T13:30Z'],
  ['Australia/Lord_Howe', '2025-10-04T13:30Z', '2025-10-05T13:00Z'],
  ['Africa/Cairo', '2025-04-24T22:00Z', '2025-04-25T21:00Z'],
  ['Africa/Cairo', '2025-10-29T21:00Z', '2025-10-30T22:00Z'],
  ['America/Havana', '2025-03-09T05:00Z', '2025-03-10T04:00Z'],
  ['America/Santiago', '2025-04-05T03:00Z', '2025-04-06T04:00Z'],
  ['Asia/Kathmandu', '2025-05-31T18:15Z', '2025-06-01T18:15Z'],
  ['Pacific/Chatham', '2025-09-27T11:15Z', '2025-09-28T10:15Z'],
  ['Pacific/Apia', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
  ['Antarctica/Troll', '2025-03-30T00:00Z', '2025-03-30T22:00Z'],
  ['Antarctica/Troll', '2025-10-25T22:00Z', '2025-10-27T00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
  ['Pacific/Auckland', '2025-04-05T11:00Z', '2025-04-06T12:00Z'],
])('the day of %s that begins at %s ends at %s', async (zone, start, end) => {
  const [day, next] = await periods(zone, 'day', start)
  expect(day).toEqual({ start, end })
  expect(next!.start).toBe(end)
  const lastMinute = new Date(Date.parse(end) - 60_000).toISOString()
  expect((await periods(zone, 'day', lastMinute))[0]).toEqual({ start, end })
})

test.each([
  ['week', null, '2025-03-05T12:00:00Z', '2025-03-03T05:00Z', '2025-03-10T04:00Z'],
  ['month', null, '2025-03-15T12:00:00Z', '2025-03-01T05:00Z', '2025-04-01T04:00Z'],
  ['quarter', null, '2025-03-15T12:00:00Z', '2025-01-01T05:00Z', '2025-04-01T04:00Z'],
  ['cycle', 17, '2025-03-17T03:59:00Z', '2025-02-17T05:00Z', '2025-03-17T04:00Z'],
  ['cycle', 17, '2025-03-17T04:00:00Z', '2025-03-17T04:00Z', '2025-04-17T04:00Z'],
])('the %s (%s) of New York that holds %s', async (period, cycleDay, at, start, end) => {
  expect((await periods('America/New_York', period, at, at, cycleDay))[0]).toEqual({ start, end })
})

test('in every zone, each instant of two years is in exactly one day', async () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((_, i) => i % 6 === 0)
  expect(zones.length).toBeGreaterThan(60)
  for (const zone of zones) {
    const days = await periods(zone, 'day', '2024-01-01T12:00:00Z', '2025-12-31T12:00:00Z')
    expect(days.length).toBeGreaterThan(728)
    const gaps = days.slice(1).filter(({ start }, i) => start !== days[i]!.end)
    expect([zone, gaps]).toEqual([zone, []])
    const hours = days.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000)
    expect([zone, Math.min(...hours) >= 22, Math.max(...hours) <= 26]).toEqual([zone, true, true])
  }
})
