import { expect, test } from 'vitest'
import {
  className,
  expectationOf,
  priceCase,
  readPricingCases,
  runPricingCase,
} from '#scripts/pricing-cases.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()
const cases = readPricingCases(new URL('../../../fixtures/pricing/cases.json', import.meta.url))

test('no case is left out', () => {
  expect(cases).toHaveLength(74)
})

test.each(cases.map((item) => [item.id, item] as const))('case %s costs what it must', (_, item) => {
  expect(runPricingCase(catalogue, item)).toBe(expectationOf(item))
})

const billed = cases.filter((item) => item.expect === 'cost' && item.billed)

test.each(billed.map((item) => [item.id, item] as const))('case %s is billed line by line', (_, item) => {
  const lines = priceCase(catalogue, item).lines.map(({ class: name, quantity, price, per, factors }) => [
    name,
    // 0.60 and 0.6 are the same price.
    [String(quantity), Number(price), per, factors],
  ])
  const expected = item.billed!.map(({ class: name, qty, usd, per, mult = [] }) => [
    className(name),
    [qty, Number(usd), per, mult],
  ])
  expect(Object.fromEntries(lines)).toEqual(Object.fromEntries(expected))
})
