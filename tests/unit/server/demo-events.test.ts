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

test('a model is left at the beginning of last month, but for what is held back', () => {
  const faq = (day: string) =>
    (demoEventsOfDay('a', new Date(day), 0.5, LATER) as Record<string, unknown>[]).filter(
      ({ feature }) => feature === 'faq-intent',
    )
  expect(new Set(faq('2026-09-30').map(({ model }) => model))).toEqual(new Set(['claude-sonnet-4-5']))
  const since = faq('2026-10-01')
  expect(since.filter(({ routedFrom }) => routedFrom === 'claude-sonnet-4-5').length).toBeGreaterThan(30)
  const isHeldBack = ({ model, routedFrom }: Record<string, unknown>) =>
    model === 'claude-sonnet-4-5' && routedFrom === undefined
  expect(since.every((event) => event.routedFrom || isHeldBack(event))).toBe(true)
})

test('nothing has happened that is still to come', () => {
  const noon = new Date('2026-11-19T12:00:00Z')
  const events = demoEventsOfDay('a', DAY, 0.5, noon) as { timestamp: string }[]
  expect(events.length).toBeGreaterThan(100)
  expect(events.every(({ timestamp }) => timestamp <= noon.toISOString())).toBe(true)
})
