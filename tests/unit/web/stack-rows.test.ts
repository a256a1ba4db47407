import { expect, test } from 'vitest'
import type { SpendOverTime } from '#shared/api/spend.ts'
import { seriesColours } from '#web/src/charts/series-colour.ts'
import { toStackRows, toStackSeries } from '#web/src/features/spend/stack-rows.ts'

const point = (costUsd: string | null, requests: number) => ({ costUsd, requests })

const spend: SpendOverTime = {
  readFrom: 'labelDays',
  range: { from: '2026-11-21T00:00:00Z', to: '2026-11-23T00:00:00Z' },
  previousRange: null,
  timeZone: 'UTC',
  groupBy: 'model',
  bucket: 'day',
  buckets: [
    { start: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z', partial: false },
    { start: '2026-11-22T00:00:00Z', end: '2026-11-23T00:00:00Z', partial: true },
  ],
  series: [
    { key: 'gpt-5', name: 'gpt-5', slot: 1, values: [point('1.5', 3), point(null, 2)] },
    { key: '', name: '', slot: 2, values: [point('0', 0), point('0', 1)] },
    { key: null, name: 'Other', slot: null, values: [point('0.5', 1), point('0.25', 1)] },
  ],
  total: [point('2', 4), point('0.25', 4)],
  previous: null,
  coverage: {
    requests: 8,
    priced: 6,
    partial: 0,
    reported: 0,
    unpriced: 2,
    invalid: 0,
    shares: { priced: 0.75, partial: 0, reported: 0, unpriced: 0.25, invalid: 0 },
  },
}

test('an unknown cost is a gap in the chart, and so is a bucket without requests', () => {
  const [first, second] = toStackRows(spend, 'cost')
  expect(first).toMatchObject({ v0: 1.5, v1: null, v2: 0.5, total: 2, previous: null })
  expect(second).toMatchObject({ v0: null, v1: 0, partial: true })
})

test('requests are known where costs are not', () => {
  expect(toStackRows(spend, 'requests')[1]).toMatchObject({ v0: 2, total: 4 })
})

test('what carries no label says so and has no colour of its own', () => {
  expect(toStackSeries(spend)).toEqual([
    { id: 'key:gpt-5', name: 'gpt-5', colour: 'var(--s1)', hatched: false },
    { id: 'key:', name: '(untagged)', colour: 'var(--s-other)', hatched: false },
    { id: 'other', name: 'Other', colour: 'var(--s-other)', hatched: true },
  ])
})

test('only the second of two series in one slot is hatched', () => {
  const colours = seriesColours([
    { key: 'a', slot: 3 },
    { key: 'b', slot: 4 },
    { key: 'c', slot: 3 },
  ])
  expect(colours.map(({ hatched }) => hatched)).toEqual([false, false, true])
})
