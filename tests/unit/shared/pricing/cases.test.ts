import { describe, expect, test } from 'vitest'
import { MAX_PICO_USD, parseUsd } from '#shared/money.ts'
import { type Cost, costOf } from '#shared/pricing/cost.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import { termsOf } from '#shared/pricing/terms.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'
import { allCases, className, factsOf, overrideSheet, type PriceCase, usageOf } from './price-cases.ts'

const catalogue = loadTestCatalogue()

const casesThatExpect = (kind: PriceCase['expect']) =>
  allCases.filter((item) => item.expect === kind).map((item) => [item.id, item] as const)

function priceFor(item: PriceCase) {
  const sheet = overrideSheet(item)
  if (sheet) return { ok: true as const, sheet, factors: [] }
  const responseModel = item.request?.response_model as string | undefined
  const found = resolveModel(catalogue, { provider: item.provider, model: item.model, responseModel })
  if (found?.kind !== 'catalogue') return undefined
  return priceUnderTerms(found.provider, found.model, termsOf(factsOf(item)), Date.parse(item.at))
}

function normalised(item: PriceCase) {
  return normaliseUsage(usageOf(item), { provider: item.provider, model: item.model })
}

test('every case is run', () => {
  const kinds = ['cost', 'unpriced', 'invalid', 'reported', 'sum'] as const
  expect(kinds.flatMap(casesThatExpect)).toHaveLength(74)
})

describe('case', () => {
  test.each(casesThatExpect('cost'))('%s has the expected cost', (_, item) => {
    const read = normalised(item)
    if (!read.ok) throw new Error(JSON.stringify(read.reason))
    const price = priceFor(item)
    if (!price?.ok) throw new Error(price?.reason ?? 'no model')
    const expected = BigInt(item.expected_pico_usd ?? '')
    if (expected > MAX_PICO_USD) {
      expect(() => costOf(read.usage, price.sheet, price.factors)).toThrow(RangeError)
      return
    }
    const cost = costOf(read.usage, price.sheet, price.factors)
    expect(cost.status === 'unpriced' ? null : cost.total).toBe(expected)
    expect(cost.status).toBe('priced')
    expect(billedBy(cost)).toEqual(expectedLines(item))
  })

  test.each(casesThatExpect('unpriced'))('%s has no price', (_, item) => {
    expect(priceFor(item)?.ok ?? false).toBe(false)
  })

  test.each(casesThatExpect('invalid'))('%s contradicts itself', (_, item) => {
    expect(normalised(item).ok).toBe(false)
  })

  test.each(casesThatExpect('reported'))('%s takes over what the provider says', (_, item) => {
    const read = normalised(item)
    expect(String(read.ok && parseUsd(read.reportedUsd ?? ''))).toBe(item.expected_pico_usd)
  })

  test.each(casesThatExpect('sum'))('%s adds up exactly', (_, item) => {
    const { repeat, event_usd: each } = item.raw_usage
    let sum = 0n
    for (let count = 0; count < Number(repeat); count++) sum += parseUsd(String(each))
    expect(String(sum)).toBe(item.expected_pico_usd)
  })
})

/** What was billed, by class; a price is compared as a number, because 0.60 and 0.6 are the same price. */
const billedBy = ({ lines }: Cost) =>
  Object.fromEntries(
    lines.map((line) => [line.class, [line.quantity, Number(line.price), line.per, line.factors]]),
  )

const expectedLines = ({ billed = [] }: PriceCase) =>
  Object.fromEntries(
    billed.map(({ class: name, qty, usd, per, mult = [] }) => [
      className(name),
      [qty, Number(usd), per, mult],
    ]),
  )
