import { expect, test } from 'vitest'
import { createMoney } from '../../../web/src/lib/money.ts'

const date = '2026-01-01'

test('without a currency amounts are USD as they are', () => {
  const money = createMoney(null)
  expect(money.headline('12431.22')).toBe('$12,431')
  expect(money.scaled('4.217', 2)).toBe('$4.22')
  expect(money.exact('4.217')).toBe('$4.217')
})

test('with a currency figures are converted, and the exact amount stays USD and says so', () => {
  const money = createMoney({ code: 'EUR', rate: '0.92', date })
  expect(money.headline('100')).toBe('€92.00')
  expect(money.compact('20000')).toBe('€18.4k')
  expect(money.scaled('0.001', 2)).toBe('<€0.01')
  expect(money.headline('0')).toBe('€0')
  expect([money.change('100'), money.change('-100')]).toEqual(['+€92.00', '−€92.00'])
  expect(money.exact('0.005615')).toBe('$0.005615 USD')
})

test('the decimals of a column are those of the converted amounts', () => {
  expect(createMoney({ code: 'JPY', rate: '150', date }).scale(['7'])).toBe(0)
  expect(createMoney(null).scale(['7'])).toBe(2)
})

test('a currency without a symbol of its own, or with a dollar of its own, is called by its code', () => {
  expect(createMoney({ code: 'CHF', rate: '1', date }).headline('5')).toBe('CHF\u00a05.00')
  expect(createMoney({ code: 'AUD', rate: '2', date }).headline('5')).toBe('AUD\u00a010.00')
})
