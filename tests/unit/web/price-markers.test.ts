import { expect, test } from 'vitest'
import type { DatedPrice } from '#shared/api/price-list.ts'
import { priceMarkers } from '#web/src/features/prices/price-markers.ts'

const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04']
const BUCKETS = {
  buckets: DAYS.slice(0, 3).map((day, index) => ({
    start: `${day}T00:00:00Z`,
    end: `${DAYS[index + 1]}T00:00:00Z`,
  })),
}
const price = (part: Partial<DatedPrice>): DatedPrice => ({
  from: null,
  until: null,
  hours: null,
  weekdays: null,
  terms: null,
  rates: [],
  longContext: [],
  minimums: [],
  source: null,
  reviewAfter: null,
  inForce: true,
  ...part,
})
const own = (effectiveFrom: string | null, retiredAt: string | null = null) => ({
  effectiveFrom,
  effectiveUntil: null,
  retiredAt,
})

test('a change of price is marked in the bucket in which it lies, start included, end not', () => {
  const at = (from: string) => priceMarkers(BUCKETS, [price({ from })], []).map(({ start }) => start)
  expect(at('2026-11-02T00:00:00.000Z')).toEqual(['2026-11-02T00:00:00Z'])
  expect(at('2026-11-02T23:59:59.000Z')).toEqual(['2026-11-02T00:00:00Z'])
  expect(at('2026-11-04T00:00:00.000Z')).toEqual([])
  expect(at('2026-10-31T00:00:00.000Z')).toEqual([])
})

test('prices since ever, under other terms and of retired entries mark nothing', () => {
  const within = '2026-11-02T00:00:00Z'
  expect(priceMarkers(BUCKETS, [price({}), price({ from: within, terms: { tier: 'batch' } })], [])).toEqual(
    [],
  )
  expect(priceMarkers(BUCKETS, [], [own(null), own(within, within)])).toEqual([])
})

test('several changes in a bucket are one marker that tells them all', () => {
  const within = '2026-11-02T08:00:00Z'
  expect(
    priceMarkers(BUCKETS, [price({ until: within }), price({ from: within })], [own('2026-11-02T12:00:00Z')]),
  ).toEqual([
    {
      id: '2026-11-02T00:00:00Z',
      kind: 'price',
      start: '2026-11-02T00:00:00Z',
      text: 'The list price changed, An own price begins',
    },
  ])
})
