import fc from 'fast-check'
import { expect, test } from 'vitest'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { TermMemory } from '#shared/pricing/term-memory.ts'

const catalogue = loadCatalogue(programPaths().catalogue)
const provider = catalogue.providers.get('openai')!

test('terms that differ in anything are remembered apart', () => {
  const memory = new TermMemory()
  memory.set(provider, { tier: 'batch' }, [])
  expect(memory.get(provider, { tier: 'batch' })).toEqual([])
  expect(memory.get(provider, { tier: 'batch', size: 'x' })).toBeUndefined()
  expect(memory.get({ ...provider }, { tier: 'batch' })).toBeUndefined()
})

test('sizes without end do not fill the memory', () => {
  const memory = new TermMemory()
  for (let n = 0; n < 33; n++) memory.set(provider, { size: String(n) }, null)
  expect(memory.get(provider, { size: '0' })).toBeUndefined()
  expect(memory.get(provider, { size: '32' })).toBeNull()
})

test('a price that is remembered is the price that is found anew, at every instant', () => {
  const models = [...catalogue.providers.values()].flatMap(({ models, adjustments, id }) =>
    models.flatMap((model) =>
      adjustments.length > 0 ? [{ asked: catalogue.providers.get(id)!, model }] : [],
    ),
  )
  const bounds = models.flatMap(({ asked, model }) =>
    [...model.prices, ...asked.adjustments]
      .flatMap(({ from, until }) => [from, until])
      .filter(Number.isFinite),
  )
  const tier = fc.constantFrom('batch', 'flex', 'priority', undefined)
  const region = fc.constantFrom('eu', 'us', 'regional', undefined)
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      tier,
      region,
      fc.constantFrom(...new Set(bounds)),
      fc.integer({ min: -1, max: 1 }),
      ({ asked, model }, tier, region, bound, step) => {
        const at = bound + step
        const terms = { tier, region }
        const anew = { ...model, memory: forgetful }
        expect(priceUnderTerms(asked, model, terms, at)).toEqual(priceUnderTerms(asked, anew, terms, at))
      },
    ),
    { numRuns: 2_000 },
  )
})

/** Knows of no cuts, so that each price is looked up at its own instant. */
const forgetful = Object.assign(new TermMemory(), { get: () => null })
