import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideHalfEven, divideSmallHalfEven, formatUsd, parseUsd, smallPicoUsd } from '#shared/money.ts'

test.each([
  ['0', 0n],
  ['1', 1_000_000_000_000n],
  ['0.005615', 5_615_000_000n],
  ['0.000000000001', 1n],
  ['1.05e-6', 1_050_000n],
  ['5e-13', 0n], // half a pico-dollar: to the even neighbour
  ['1.5e-12', 2n],
  ['0.0000000000025', 2n],
  ['9223372.036854775807', 9_223_372_036_854_775_807n],
])('%s USD is %d pico-USD', (text, pico) => {
  expect(parseUsd(text)).toBe(pico)
})

test.each(['', '-1', 'NaN', '1,5', '.5', '1.', '0x10', ' 1', '1e9999'])('%j is not an amount', (text) => {
  expect(() => parseUsd(text)).toThrow(RangeError)
})

test('an amount survives being written and read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), (amount) => parseUsd(formatUsd(amount)) === amount),
  )
})

test('rounding is half-even and never off by more than half', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 18n }), (n, d) => {
      const q = divideHalfEven(n, d)
      const distance = 2n * (n - q * d)
      const size = distance < 0n ? -distance : distance
      expect(size <= d).toBe(true)
      if (size === d) expect(q % 2n).toBe(0n)
    }),
  )
})

const LARGEST = Number.MAX_SAFE_INTEGER

test.each([0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 52 + 1, LARGEST])(
  '%d is the same in numbers as in bigint',
  (n) => {
    expect(smallPicoUsd(n)).toBe(BigInt(n))
    for (const divisor of [1, 2, 3, 7, 2 ** 26, 2 ** 32 + 1, LARGEST - 1, LARGEST])
      expect(BigInt(divideSmallHalfEven(n, divisor))).toBe(divideHalfEven(BigInt(n), BigInt(divisor)))
  },
)

test('arithmetic in numbers agrees with that in bigint, above all next to whole quotients and halves', () => {
  const whole = fc.integer({ min: 1, max: LARGEST })
  fc.assert(
    fc.property(whole, whole, fc.integer({ min: -1, max: 1 }), fc.boolean(), (a, b, step, isHalf) => {
      const [dividend, divisor] = [Math.max(a, b), Math.min(a, b)]
      const multiple = Math.floor(dividend / divisor) * divisor - (isHalf ? Math.floor(divisor / 2) : 0)
      for (const n of [a, Math.min(Math.max(multiple + step, 0), LARGEST)]) {
        expect(smallPicoUsd(n)).toBe(BigInt(n))
        expect(BigInt(divideSmallHalfEven(n, divisor))).toBe(divideHalfEven(BigInt(n), BigInt(divisor)))
      }
    }),
    { numRuns: 2000 },
  )
})
