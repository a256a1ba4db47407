import { expect, test } from 'vitest'
import { demoEventsOfDay } from '#server/demo/demo-events.ts'
import { fromNative } from '#server/ingest/from-native.ts'

const DAY = new Date('2026-11-19T00:00:00Z')
const LATER = new Date('2026-11-22T00:00:00Z')

test('the same seed and day give the same events, another seed gives others', () => {
  const events = demoEventsOfDay('a', DAY, 0.5, LATER)
  expect(demoEventsOfDay('a', DAY, 0.5, LATER)).toEqual(events)
  expect(demoEventsOfDay('b', DAY, 0.5, LATER)).not.toEqual(events)
  expect(events.length).toBeGreaterThan(500)
})

test('every event is one that the API takes', () => {
  const items = demoEventsOfDay('a', DAY, 0.5, LATER).map((value, i) => ({ pointer: `/${i}`, value }))
  expect(fromNative(items, LATER, 0).rejected).toEqual([])
})

test('nothing has happened that is still to come', () => {
  const noon = new Date('2026-11-19T12:00:00Z')
  const events = demoEventsOfDay('a', DAY, 0.5, noon) as { timestamp: string }[]
  expect(events.length).toBeGreaterThan(100)
  expect(events.every(({ timestamp }) => timestamp <= noon.toISOString())).toBe(true)
})
