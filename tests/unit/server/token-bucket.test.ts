import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secondsUntil, type TokenBucket, tokensAt } from '#server/people/token-bucket.ts'

const LIMIT = { most: 10, perSecond: 10 }

test('a bucket that was never used is full, and none holds more than that', () => {
  expect(tokensAt(undefined, LIMIT, 0)).toBe(10)
  expect(tokensAt({ tokens: 4, atMs: 0 }, LIMIT, 60_000)).toBe(10)
})

test('it fills steadily, out of a debt too', () => {
  expect(tokensAt({ tokens: 4, atMs: 1_000 }, LIMIT, 1_250)).toBe(6.5)
  expect(tokensAt({ tokens: -90, atMs: 0 }, LIMIT, 9_000)).toBe(0)
  expect(secondsUntil(1, -90, LIMIT)).toBe(10)
  expect(secondsUntil(1, 0.5, LIMIT)).toBe(1)
  expect(secondsUntil(1, 3, LIMIT)).toBe(0)
})

test('a clock that is set back takes nothing away', () => {
  expect(tokensAt({ tokens: 4, atMs: 60_000 }, LIMIT, 0)).toBe(4)
})

test('however requests come, no more get through than the limit and what was there at first', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(gaps, (milliseconds) => {
      let bucket: TokenBucket | undefined
      let now = 0
      let granted = 0
      for (const gap of milliseconds) {
        now += gap
        const tokens = tokensAt(bucket, LIMIT, now)
        if (tokens >= 1) granted++
        bucket = { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: now }
      }
      expect(granted).toBeLessThanOrEqual(LIMIT.most + (now / 1000) * LIMIT.perSecond + 1e-6)
    }),
  )
})
