import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { STANDARD_TERMS } from '#shared/pricing/terms.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()
const models = [...catalogue.providers.values()].flatMap((provider) =>
  provider.models.map((model) => ({ provider, model })),
)

test('the price that one look-up finds is the last row in force, also where one begins or ends', () => {
  const dated = models.filter(({ model }) => model.prices.length > 1)
  const anyTime = fc.integer({ min: Date.parse('2022-01-01'), max: Date.parse('2030-01-01') })
  const bound = fc.tuple(fc.nat(), fc.constantFrom(-1, 0, 1))
  expect(dated.length).toBeGreaterThan(30)
  fc.assert(
    fc.property(fc.constantFrom(...dated), fc.oneof(anyTime, bound), ({ provider, model }, when) => {
      const bounds = model.prices.flatMap(({ from, until }) => [from, until]).filter(Number.isFinite)
      const at = typeof when === 'number' ? when : (bounds[when[0] % bounds.length] ?? 0) + when[1]
      // Terms that are no other than the standard ones, but do not take the short way.
      expect(priceUnderTerms(provider, model, STANDARD_TERMS, at)).toEqual(
        priceUnderTerms(provider, model, {}, at),
      )
    }),
    { numRuns: 2000 },
  )
})
