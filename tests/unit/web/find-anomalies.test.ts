import { expect, test } from 'vitest'
import type { SpendOverTime } from '#shared/api/spend.ts'
import { findAnomalies } from '#web/src/features/spend/find-anomalies.ts'

const DAY_MS = 86_400_000
const startOf = (day: number) => new Date(Date.UTC(2026, 8, 1) + day * DAY_MS).toISOString()

/** 28 days that cost 100, weekends 20, give or take 4, with some days changed; the same before them. */
function month(changes: Record<number, number | null> = {}, more: Partial<SpendOverTime> = {}) {
  const usual = (day: number) => (day % 7 >= 5 ? 20 : 100) + (day % 3) * 2
  const point = (usd: number | null) => ({ costUsd: usd === null ? null : String(usd), requests: 1 })
  const days = Array.from({ length: 28 }, (_, day) => day)
  return {
    bucket: 'day',
    buckets: days.map((day) => ({ start: startOf(day), end: startOf(day + 1), partial: day === 27 })),
    total: days.map((day) => point(day in changes ? changes[day]! : usual(day))),
    previous: days.map((day) => point(usual(day + 28))),
    ...more,
  } as SpendOverTime
}

test('an ordinary month, with its weekends, has nothing to mark', () => {
  expect(findAnomalies(month())).toEqual([])
})

test('a day that cost far more than its weekday is marked, with what is usual', () => {
  const [anomaly, ...others] = findAnomalies(month({ 10: 320 }))
  expect(others).toEqual([])
  expect(anomaly).toMatchObject({ start: startOf(10), usd: 320 })
  expect(anomaly!.usualUsd).toBeCloseTo(102, 0)
})

test('a weekend that cost as much as a weekday is marked: its weekday is what it is compared with', () => {
  expect(findAnomalies(month({ 12: 100 })).map(({ start }) => start)).toEqual([startOf(12)])
})

test('half as much again is needed, however calm the other days are', () => {
  expect(findAnomalies(month({ 10: 145 }))).toEqual([])
})

test('a weekday that always varies is no anomaly', () => {
  expect(findAnomalies(month({ 3: 20, 10: 320, 17: 190, 24: 10 }, { previous: null }))).toEqual([])
})

test('too few days of a weekday, unknown costs and a day that still fills say nothing', () => {
  expect(findAnomalies(month({ 10: 320 }, { previous: null }))).toEqual([])
  expect(findAnomalies(month({ 10: null }))).toEqual([])
  expect(findAnomalies(month({ 27: 900 }))).toEqual([])
})

test('what happens all the time is a habit', () => {
  expect(findAnomalies(month({ 1: 400, 8: 400, 9: 400, 10: 400, 17: 400, 18: 400 }))).toEqual([])
})

test('hours and weeks are not compared', () => {
  expect(findAnomalies(month({ 10: 320 }, { bucket: 'week' }))).toEqual([])
})
