import { describe, expect, test } from 'vitest'
import {
  change,
  compact,
  coveragePercent,
  exactScale,
  moneyScale,
  percent,
  points,
  signedChange,
  usd,
  usdChange,
  usdCompact,
  usdExact,
  usdScaled,
  usdScaledChange,
} from '#web/src/lib/format.ts'

describe('money', () => {
  test.each([
    ['0', '$0', '$0', '$0'],
    ['0.000013', '$0.000013', '$0.000013', '$0.000013'],
    ['0.0123', '$0.012', '$0.0123', '$0.012'],
    ['0.5', '$0.50', '$0.50', '$0.50'],
    ['4.217', '$4.22', '$4.217', '$4.22'],
    ['999.99', '$999.99', '$999.99', '$1,000'],
    ['1000', '$1,000', '$1,000.00', '$1k'],
    ['12431.22', '$12,431', '$12,431.22', '$12.4k'],
    ['1234567.8', '$1,234,568', '$1,234,567.80', '$1.2M'],
    ['-2110', '−$2,110', '−$2,110.00', '−$2.1k'],
  ])('%s is %s as headline, %s exactly, %s compact', (amount, headline, exact, short) => {
    expect(usd(amount)).toBe(headline)
    expect(usdExact(amount)).toBe(exact)
    expect(usdCompact(amount)).toBe(short)
  })

  test('the exact form keeps digits that a JavaScript number would lose', () => {
    expect(usdExact('9007199254740993.000000000001')).toBe('$9,007,199,254,740,993.000000000001')
  })

  test('exact amounts of a column line up, with every digit of each', () => {
    const amounts = ['0.01831875', '0.000976', '3']
    const scale = exactScale(amounts)
    expect(amounts.map((amount) => usdExact(amount, scale))).toEqual([
      '$0.01831875',
      '$0.00097600',
      '$3.00000000',
    ])
    expect(exactScale(['10', '2.5'])).toBe(2)
  })

  test('a column takes one precision from its largest and smallest value', () => {
    expect(moneyScale(['12431.22', '0.5'])).toBe(0)
    expect(moneyScale(['4.2', '0.001'])).toBe(2)
    expect(moneyScale(['0.0461', '0.0019'])).toBe(4)
    expect(moneyScale(['0', '0'])).toBe(2)
  })

  test('what rounds to nothing is not shown as zero', () => {
    expect(usdScaled('0.004', 2)).toBe('<$0.01')
    expect(usdScaled('0.4', 0)).toBe('<$1')
    expect(usdScaled('0', 2)).toBe('$0')
    expect(usdScaled('4.2', 2)).toBe('$4.20')
  })

  test('a change of money carries its sign', () => {
    expect(usdChange('4890')).toBe('+$4,890')
    expect(usdChange('-2110')).toBe('−$2,110')
  })
})

test('changes in a column have its decimals, and their sign', () => {
  expect(usdScaledChange('4890.6', 0)).toBe('+$4,891')
  expect(usdScaledChange('-0.4', 2)).toBe('−$0.40')
  expect(usdScaledChange('0.004', 2)).toBe('<$0.01')
  expect(usdScaledChange('0', 2)).toBe('$0')
})

test.each([
  [950, '950'],
  [18_400, '18.4k'],
  [8_420_000, '8.42M'],
  [21_300_000_000, '21.3B'],
  [999_999, '1M'],
])('the count %d is %s', (count, text) => {
  expect(compact(count)).toBe(text)
})

test.each([
  [106.4, 100, '+6.4%'],
  [86.8, 100, '−13.2%'],
  [100.04, 100, '0%'],
  [250, 100, '+150%'],
  [1000, 100, '>10×'],
  [5, 0, 'new'],
  [0, 0, '—'],
  [0, 5, '−100%'],
])('%d against %d is %s', (current, base, text) => {
  expect(signedChange(change(current, base))).toBe(text)
})

test('a share is called complete only when it is', () => {
  expect(coveragePercent(1)).toBe('100%')
  expect(coveragePercent(0.99996)).toBe('99.9%')
  expect(percent(0.32)).toBe('32.0%')
})

test('shares differ in points', () => {
  expect(points(0.472, 0.418)).toBe('+5.4 pts')
  expect(points(0.4, 0.42)).toBe('−2.0 pts')
})
