import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDecimal } from '#shared/decimal.ts'
import { costOf } from '#shared/pricing/cost.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import type { Quantity } from '#shared/usage/classes.ts'

/** What a line costs by definition: one product of decimals, rounded half-even once. */
function byDefinition(quantity: string, amount: string, per: number, factors: string[]): bigint {
  let [dividend, divisor] = [10n ** 12n, BigInt(per)]
  for (const text of [quantity, amount, ...factors]) {
    const [whole = '', fraction = ''] = text.split('.')
    dividend *= BigInt(whole + fraction)
    divisor *= 10n ** BigInt(fraction.length)
  }
  const [quotient, rest] = [dividend / divisor, dividend % divisor]
  const isUp = 2n * rest > divisor || (2n * rest === divisor && quotient % 2n === 1n)
  return isUp ? quotient + 1n : quotient
}

function lineCost(quantity: Quantity, amount: string, per: number, factors: string[]): bigint | null {
  const sheet = toPriceSheet({ rates: { input: { usd: amount, per } } })
  const classes = new Set(['input'] as const)
  const applied = factors.map((factor) => ({ amount: factor, classes, ...parseDecimal(factor) }))
  return costOf({ input: quantity }, sheet, applied).lines[0]?.cost ?? 0n
}

const decimal = (digits: number, places: number) =>
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) }), fc.nat({ max: places }))
    .map(([whole, scale]) => {
      const text = String(whole).padStart(scale + 1, '0')
      return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
    })

const price = decimal(9, 12)
const unit = fc.constantFrom(1, 1000, 3600, 1_000_000)
const factors = fc.array(fc.constantFrom('0.5', '1.1', '2', '1.25', '0.333333', '0.000001'), { maxLength: 3 })
const quantity: fc.Arbitrary<Quantity> = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n }),
  decimal(12, 9),
)

test('a line costs what the definition says, to the last digit', () => {
  fc.assert(
    fc.property(quantity, price, unit, factors, (used, amount, per, applied) => {
      expect(lineCost(used, amount, per, applied)).toBe(byDefinition(String(used), amount, per, applied))
    }),
    { numRuns: 3000 },
  )
})

test('also where a product passes 2^53, and where it ends in a half', () => {
  const near = fc.integer({ min: -3, max: 3 })
  fc.assert(
    fc.property(near, fc.integer({ min: 1, max: 4000 }), unit, fc.boolean(), (step, cents, per, isHalved) => {
      const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      const rate = (cents * 1e10) / per
      const used = Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, Math.floor(2 ** 53 / rate) + step))
      const applied = isHalved ? ['0.5'] : []
      expect(lineCost(used, amount, per, applied)).toBe(byDefinition(String(used), amount, per, applied))
    }),
    { numRuns: 3000 },
  )
  expect([1, 3, 5].map((count) => lineCost(count, '0.0000005', 1_000_000, []))).toEqual([0n, 2n, 2n])
})
