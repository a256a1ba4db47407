import { expect, test } from 'vitest'
import {
  className,
  eventOf,
  expectationOf,
  priceCase,
  readPricingCases,
  runPricingCase,
} from '#scripts/pricing-cases.ts'
import { priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()
const read = (name: string) => readPricingCases(new URL(`../../../fixtures/pricing/${name}`, import.meta.url))
const given = read('cases.json')
const cases = [...given, ...read('more-cases.json')]

test('no case is left out', () => {
  expect(given).toHaveLength(74)
  expect(cases.length).toBeGreaterThan(320)
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
})

test.each(cases.map((item) => [item.id, item] as const))('case %s costs what it must', (_, item) => {
  expect(runPricingCase(catalogue, item)).toBe(expectationOf(item))
})

/** Without own prices and names, which change nothing about reading; an empty object has no shape. */
const recognisable = cases.filter(
  (item) =>
    item.expect === 'cost' &&
    !item.price_override &&
    !item.request?.alias_map &&
    Object.keys(item.raw_usage).length > 0,
)

test.each(recognisable.map((item) => [item.id, item] as const))(
  'case %s needs nobody to name its format',
  (_, item) => {
    const event = { ...eventOf(item), usageFormat: undefined }
    const cost = priceEvent(catalogue, EMPTY_PRICE_BOOK, event, Date.parse(item.at))
    expect(`${cost.status} ${cost.amount}`).toBe(expectationOf(item))
  },
)

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
