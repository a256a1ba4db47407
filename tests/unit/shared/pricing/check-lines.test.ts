import { expect, test } from 'vitest'
import { parseUsd } from '#shared/money.ts'
import { areExact, sumOfLines } from '#shared/pricing/check-lines.ts'

const line = (part: object) => ({
  quantity: '1920',
  price: '1.25',
  per: 1_000_000,
  factors: [] as string[],
  costUsd: '0.0024',
  ...part,
})

test('a line is exact when quantity times price times factors is its amount', () => {
  expect(areExact([line({}), line({ factors: ['0.5'], costUsd: '0.0012' })])).toBe(true)
  expect(areExact([line({ costUsd: '0.002400000001' })])).toBe(false)
  expect(areExact([line({ factors: ['0.5'] })])).toBe(false)
})

test('a line is rounded half-even, once, to pico-USD', () => {
  const tiny = { quantity: '1', price: '0.0000005', per: 1_000_000 }
  expect(areExact([line({ ...tiny, costUsd: '0' })])).toBe(true)
  expect(areExact([line({ ...tiny, quantity: '3', costUsd: '0.000000000002' })])).toBe(true)
  expect(areExact([line({ ...tiny, quantity: '3', costUsd: '0.000000000001' })])).toBe(false)
})

test('parts of seconds are billed exactly', () => {
  expect(areExact([line({ quantity: '12.5', price: '0.006', per: 60, costUsd: '0.00125' })])).toBe(true)
})

test('a line without a price has no amount, and an amount without a price is not exact', () => {
  const unpriced = line({ price: null, per: null, costUsd: null })
  expect(areExact([unpriced])).toBe(true)
  expect(areExact([line({ price: null, per: null })])).toBe(false)
  expect(areExact([line({ costUsd: null })])).toBe(false)
  expect(sumOfLines([unpriced])).toBeNull()
  expect(sumOfLines([unpriced, line({}), line({})])).toBe(parseUsd('0.0048'))
})
