import { expect, test } from 'vitest'
import { ingestWords } from '#web/src/features/ingest/ingest-words.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const ago = (minutes: number) => ({
  eventsLastMinute: 0,
  isMore: false,
  lastEventAt: new Date(now - minutes * 60_000).toISOString(),
})

test('what comes in is told as a rate, and as a lower bound where counting ended', () => {
  expect(ingestWords({ ...ago(0), eventsLastMinute: 1204 }, now).text).toBe('Receiving 1,204 events/min')
  expect(ingestWords({ ...ago(0), eventsLastMinute: 1 }, now).text).toBe('Receiving 1 event/min')
  expect(ingestWords({ ...ago(0), eventsLastMinute: 50_000, isMore: true }, now).text).toBe(
    'Receiving 50,000+ events/min',
  )
})

test.each([
  [1.5, 'plain', 'Quiet for 1 min'],
  [4.99, 'plain', 'Quiet for 4 min'],
  [5, 'warn', 'No events for 5 min'],
  [60, 'warn', 'No events for 1 h'],
  [1440, 'warn', 'No events for 1 day'],
  [4320, 'warn', 'No events for 3 days'],
])('%d minutes without an event are %s: %s', (minutes, tone, text) => {
  expect(ingestWords(ago(minutes), now)).toEqual({ tone, text })
})

test('a clock that is behind the newest event does not count backwards', () => {
  expect(ingestWords(ago(-2), now)).toEqual({ tone: 'plain', text: 'Quiet for 1 min' })
})

test('before the first event nothing is wrong', () => {
  expect(ingestWords({ eventsLastMinute: 0, isMore: false, lastEventAt: null }, now).tone).toBe('plain')
})
