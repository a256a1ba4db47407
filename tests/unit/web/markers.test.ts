import { expect, test } from 'vitest'
import type { Annotation } from '#shared/api/annotations.ts'
import { withForecast } from '#web/src/features/spend/forecast-rows.ts'
import { toMarkers } from '#web/src/features/spend/markers.ts'
import { createMoney } from '#web/src/lib/money.ts'

const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}T00:00:00Z`
const buckets = [21, 22].map((date) => ({ start: day(date), end: day(date + 1), partial: date === 22 }))
const annotation = (part: Partial<Annotation>): Annotation => ({
  id: '1',
  projectId: null,
  at: day(21),
  kind: 'deploy',
  title: 'Release 4.2',
  url: null,
  createdBy: 'ada@example.com',
  createdAt: day(21),
  ...part,
})
const price = {
  at: '2026-11-22T00:00:00.000Z',
  provider: 'openai',
  model: 'gpt-5',
  prices: [
    { class: 'input' as const, previous: '1.25', current: '1.1' },
    { class: 'cacheRead' as const, previous: null, current: '0.11' },
  ],
}

test('marks stand at the bucket in which something happened, in the order of time', () => {
  const marks = toMarkers(
    { buckets },
    { prices: [price], annotations: [annotation({ at: '2026-11-21T23:59:59Z' })] },
    createMoney(null),
  )
  expect(marks.map(({ kind, start, text }) => [kind, start, text])).toEqual([
    ['deploy', day(21), 'Release 4.2'],
    ['price', day(22), 'gpt-5 input $1.25 to $1.1, cached input none to $0.11 / 1M'],
  ])
})

test('an unusual day says what it cost and what is usual, in the currency of the screen', () => {
  const money = createMoney({ code: 'EUR', rate: '0.5', date: '2026-01-01' })
  const anomalies = [{ start: day(21), usd: 300, usualUsd: 100 }]
  const [mark] = toMarkers({ buckets }, { anomalies }, money)
  expect(mark).toMatchObject({ kind: 'anomaly', text: '€150.00, usually €50.00 on this weekday' })
})

test('what happened outside of the buckets has no mark', () => {
  const annotations = [annotation({ at: day(23) }), annotation({ at: day(20) })]
  expect(toMarkers({ buckets }, { annotations }, createMoney(null))).toEqual([])
})

test('the forecast goes on from today over the days to come, in the currency of the screen', () => {
  const spent = buckets.map((bucket) => ({ ...bucket, total: 4, previous: 3 }))
  const expected = (date: number, costUsd: string) => ({
    start: `2026-11-${date}T00:00:00.000Z`,
    end: `2026-11-${date + 1}T00:00:00.000Z`,
    costUsd,
    lowUsd: '1',
    highUsd: '9',
  })
  const rows = withForecast(spent, { days: [expected(22, '5'), expected(23, '6')] }, 2)
  expect(rows).toEqual([
    spent[0],
    { ...spent[1], forecast: 10, band: [2, 18] },
    {
      start: '2026-11-23T00:00:00.000Z',
      end: '2026-11-24T00:00:00.000Z',
      partial: false,
      total: null,
      previous: null,
      forecast: 12,
      band: [2, 18],
    },
  ])
})
