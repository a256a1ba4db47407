import { expect, test } from 'vitest'
import type { ListedEvent } from '#shared/api/events.ts'
import { arrive, NOTHING_LIVE, release, rowsOf } from '#web/src/features/requests/live-events.ts'

const event = (second: number, id = `e${second}`): ListedEvent => ({
  id,
  timestamp: new Date(Date.UTC(2026, 10, 22, 14, 0, second)).toISOString(),
  projectId: '1',
  provider: 'openai',
  model: 'gpt-4o',
  modelSlot: 1,
  feature: '',
  status: 'ok',
  errorCode: null,
  latencyMs: null,
  costUsd: '0.1',
  costStatus: 'priced',
  costReason: null,
  inputTokens: 1,
  cacheReadTokens: 0,
  outputTokens: 1,
})
const message = (events: ListedEvent[], skipped = 0) => ({ events, skipped })
const idsOf = (events: readonly ListedEvent[]) => events.map(({ id }) => id)

test('what comes live stands above what was loaded, in the order of time and once', () => {
  const live = arrive(arrive(NOTHING_LIVE, message([event(9), event(7)]), false), message([event(8)]), false)
  expect(idsOf(rowsOf(live, [event(7), event(5)], true))).toEqual(['e9', 'e8', 'e7', 'e5'])
})

test('while the table is paused news wait, and then they are shown', () => {
  const paused = arrive(NOTHING_LIVE, message([event(1)]), true)
  expect([paused.fresh, idsOf(paused.waiting)]).toEqual([[], ['e1']])
  const shown = release(paused)
  expect([idsOf(shown.fresh), shown.waiting]).toEqual([['e1'], []])
})

test('a live event older than the last one loaded waits for its page', () => {
  const live = arrive(NOTHING_LIVE, message([event(1), event(9)]), false)
  expect(idsOf(rowsOf(live, [event(5)], true))).toEqual(['e9', 'e5'])
  expect(idsOf(rowsOf(live, [event(5)], false))).toEqual(['e9', 'e5', 'e1'])
})

test('what finds no place while paused is counted with what the server skipped', () => {
  const many = Array.from({ length: 1_200 }, (_, i) => event(i))
  const live = arrive(NOTHING_LIVE, message(many, 7), true)
  expect([live.waiting.length, live.skipped, live.waiting[0]!.id]).toEqual([1_000, 207, 'e1199'])
})

test('after very many, what was loaded before is let go rather than shown with a gap', () => {
  const many = Array.from({ length: 2_001 }, (_, i) => event(i + 10))
  const live = arrive(NOTHING_LIVE, message(many), false)
  expect(live.isCut).toBe(true)
  const rows = rowsOf(live, [event(5)], true)
  expect([rows.length, rows.at(-1)!.id]).toEqual([2_000, 'e11'])
})
