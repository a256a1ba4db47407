import fc from 'fast-check'
import { expect, test } from 'vitest'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { TermMemory } from '#shared/pricing/term-memory.ts'
import { STANDARD_TERMS, TERM_NAMES } from '#shared/pricing/terms.ts'

const catalogue = loadCatalogue(programPaths().catalogue)
const provider = catalogue.providers.get('openai')!

test('terms that differ in anything are remembered apart', () => {
  const memory = new TermMemory()
  memory.set(provider, { tier: 'batch' }, [])
  expect(memory.get(provider, { tier: 'batch' })).toEqual([])
  for (const name of TERM_NAMES)
    expect(memory.get(provider, { tier: 'batch', [name]: 'another' }), name).toBeUndefined()
  expect(memory.get({ ...provider }, { tier: 'batch' })).toBeUndefined()
})

test('sizes without end do not fill the memory', () => {
  const memory = new TermMemory()
  for (let n = 0; n < 33; n++) memory.set(provider, { size: String(n) }, null)
  expect(memory.get(provider, { size: '0' })).toBeUndefined()
  expect(memory.get(provider, { size: '32' })).toBeNull()
})

test('a price that is remembered is the price that is found anew, at every instant', () => {
  const models = [...catalogue.providers.values()].flatMap((asked) =>
    asked.models.flatMap((model) =>
      model.prices.length > 1 || asked.adjustments.length > 0 ? [{ asked, model }] : [],
    ),
  )
  const tier = fc.constantFrom('batch', 'flex', 'priority', undefined)
  const region = fc.constantFrom('eu', 'us', 'regional', undefined)
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      tier,
      region,
      fc.nat(),
      fc.integer({ min: -1, max: 1 }),
      ({ asked, model }, tier, region, pick, step) => {
        const spans = [...model.prices, ...asked.adjustments]
        const bounds = spans.flatMap(({ from, until }) => [from, until]).filter(Number.isFinite)
        const at = (bounds[pick % bounds.length] ?? NOON) + step
        const terms = tier || region ? { tier, region } : STANDARD_TERMS
        const anew = { ...model, memory: forgetful }
        expect(priceUnderTerms(asked, model, terms, at)).toEqual(priceUnderTerms(asked, anew, terms, at))
      },
    ),
    { numRuns: 2_000 },
  )
})

const NOON = Date.parse('2026-10-01T12:00:00Z')

/** Knows of no cuts, so that each price is looked up at its own instant. */
const forgetful = Object.assign(new TermMemory(), { get: () => null })
