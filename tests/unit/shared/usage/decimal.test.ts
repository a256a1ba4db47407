import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDecimals, parseScientific, shiftDecimal } from '#shared/decimal.ts'

test.each([
  [0.0360795, '0.0360795'],
  [1.05e-6, '0.00000105'],
  [1e21, '1000000000000000000000'],
  ['12.50', '12.5'],
  [0, '0'],
  [-1, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['1e99', undefined],
  ['1e-99', undefined],
  ['1,5', undefined],
  [null, undefined],
])('%s is the plain decimal %s', (value, text) => expect(parseScientific(value)).toBe(text))

test('sums and shifts are exact', () => {
  expect(addDecimals('0.1', '0.2')).toBe('0.3')
  expect(addDecimals('1', '0.000000000001')).toBe('1.000000000001')
  expect(shiftDecimal('232856000', 10)).toBe('0.0232856')
  expect(() => addDecimals('1e3', '1')).toThrow(RangeError)
  const decimal = fc
    .tuple(fc.nat(), fc.nat({ max: 9 }))
    .map(([digits, places]) => shiftDecimal(String(digits), places))
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(addDecimals(a, b)).toBe(addDecimals(b, a))
      expect(addDecimals(a, '0')).toBe(a)
    }),
  )
})
