import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant } from '#shared/time.ts'

test.each([
  ['2026-11-22T14:20:00Z', '2026-11-22T14:20:00.000000Z'],
  ['2026-11-22T14:20:00.1234567891Z', '2026-11-22T14:20:00.123456Z'],
  ['2026-11-22T14:20:00+05:45', '2026-11-22T08:35:00.000000Z'],
  ['2026-01-01T00:00:00.5-03:30', '2026-01-01T03:30:00.500000Z'],
  ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000000Z'],
])('%s is an instant', (text, expected) => {
  expect(parseInstant(text)?.text).toBe(expected)
  expect(parseInstant(text)?.epochMs).toBe(Date.parse(text))
})

test.each([
  'now',
  'infinity',
  '1767225600',
  '2026-06-01T00:00:00',
  '2026-06-01 00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-06-30T23:59:60Z',
  '2026-06-30T23:60:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-06-01T00:00Z',
  '2026-06-01t00:00:00z',
  '20260601T000000Z',
  '+010000-01-01T00:00:00Z',
  '2026-06-01T00:00:00+24:00',
  '２０２６-06-01T00:00:00Z',
])('%j is not an instant', (text) => {
  expect(parseInstant(text)).toBeUndefined()
})

test('every instant that JavaScript writes is read back', () => {
  const dates = fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  fc.assert(fc.property(dates, (date) => parseInstant(date.toISOString())?.epochMs === date.getTime()))
})
