import { expect, test } from 'vitest'
import { instantOf, localMinute } from '#web/src/lib/dates.ts'

test.each([
  ['2026-11-23T14:05', 'UTC', '2026-11-23T14:05:00.000Z'],
  ['2026-11-23T14:05', 'Asia/Kathmandu', '2026-11-23T08:20:00.000Z'],
  ['2026-11-23T00:10', 'America/New_York', '2026-11-23T05:10:00.000Z'],
  ['2026-03-29T01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
])('%s in %s is %s, and back', (minute, zone, instant) => {
  expect(instantOf(minute, zone)).toBe(instant)
  expect(localMinute(Date.parse(instant), zone)).toBe(minute)
})

test('a minute that clocks leave out is an hour later', () => {
  expect(localMinute(Date.parse(instantOf('2026-03-29T02:30', 'Europe/Berlin')), 'Europe/Berlin')).toBe(
    '2026-03-29T03:30',
  )
})
