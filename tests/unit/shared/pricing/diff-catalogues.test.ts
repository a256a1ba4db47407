import { expect, test } from 'vitest'
import { buildCatalogue, type Catalogue } from '#shared/pricing/catalogue.ts'
import { diffCatalogues } from '#shared/pricing/diff-catalogues.ts'
import type { AdjustmentRow, PriceRow } from '#shared/pricing/provider-file.ts'
import { suspicionOf } from '#shared/pricing/suspicious-changes.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const CHECKED = Date.parse('2026-11-22T00:00:00Z')

const catalogueOf = (prices: PriceRow[], adjustments: AdjustmentRow[] = []) =>
  buildCatalogue([
    {
      provider: 'acme',
      adjustments,
      version: 'v1',
      source: 'a test',
      checkedOn: '2026-11-22',
      licence: 'none',
      models: prices.length > 0 ? [{ id: 'one', prices }] : [],
    },
  ])

const diff = (before: PriceRow[], after: PriceRow[]) => describe(catalogueOf(before), catalogueOf(after))

const diffFactors = (before: AdjustmentRow[], after: AdjustmentRow[]) =>
  describe(catalogueOf([BASE], before), catalogueOf([BASE], after))

function describe(before: Catalogue, after: Catalogue) {
  return diffCatalogues(before, after).map((change) => [
    change.kind,
    [change.class, change.minPrompt, change.under].filter((part) => part !== null && part !== '').join(' '),
    Number.isFinite(change.from) ? new Date(change.from).toISOString().slice(0, 10) : '',
    Number.isFinite(change.until) ? new Date(change.until).toISOString().slice(0, 10) : '',
    `${change.old?.amount ?? ''} -> ${change.new?.amount ?? ''}`,
    suspicionOf(change, CHECKED),
  ])
}

const BASE: PriceRow = { rates: { input: '2', output: '8' } }
const SINCE = '2026-12-01T00:00:00Z'

test('the same prices differ in nothing, however they are written', () => {
  expect(diff([BASE], [{ rates: { output: '8.0', input: { usd: '2.000', per: 1_000_000 } } }])).toEqual([])
  const cut = [
    { ...BASE, until: SINCE },
    { ...BASE, from: SINCE },
  ]
  expect(diff([BASE], cut)).toEqual([])
  expect(diffCatalogues(loadTestCatalogue(), loadTestCatalogue())).toEqual([])
})

test('a price that changes from a coming day on is fine', () => {
  expect(diff([BASE], [BASE, { from: SINCE, rates: { input: '1', output: '8' } }])).toEqual([
    ['changed', 'input', '2026-12-01', '', '2 -> 1', null],
  ])
})

test('a price that was overwritten changes the past', () => {
  expect(diff([BASE], [{ rates: { input: '1', output: '8' } }])).toEqual([
    ['changed', 'input', '', '', '2 -> 1', 'changed-past'],
  ])
})

test('more than three times is a jump, three times is not; free is', () => {
  const from = (input: string) =>
    diff([BASE], [BASE, { from: SINCE, rates: { input, output: '8' } }]).map((change) => change.at(-1))
  expect(['6', '6.01', '0.67', '0.66', '0'].map(from)).toEqual([[null], ['jump'], [null], ['jump'], ['jump']])
})

test('a lost tier and a lost price are told apart', () => {
  const tiers: PriceRow[] = [
    { ...BASE, longContext: [{ above: 200_000, rates: { input: '4' } }] },
    { terms: { tier: 'batch' }, rates: { input: '1' } },
  ]
  expect(diff(tiers, [BASE])).toEqual([
    ['removed', 'input 200001', '', '', '4 -> ', 'lost-tier'],
    ['removed', 'input tier=batch', '', '', '1 -> ', 'lost-tier'],
  ])
  expect(diff([BASE], [{ rates: { output: '8' } }])).toEqual([
    ['removed', 'input', '', '', '2 -> ', 'lost-price'],
  ])
})

test('a new model and a new tier are welcome', () => {
  expect(diff([], [BASE]).map((change) => change.at(-1))).toEqual([null, null])
  expect(diff([BASE], [BASE, { hours: [['16:30', '00:30']], weekdays: [1], rates: { input: '1' } }])).toEqual(
    [['added', 'input 16:30-00:30 weekdays=1', '', '', ' -> 1', null]],
  )
})

test('a smaller minimum is a change, too', () => {
  const whisper = (seconds: string) => [{ ...BASE, minimum: { audioSeconds: seconds } }]
  expect(diff(whisper('10'), whisper('1'))).toEqual([
    ['changed', 'minimum audioSeconds', '', '', '10 -> 1', 'jump'],
  ])
})

const HALF: AdjustmentRow = { term: 'tier', values: ['batch'], factor: '0.5', source: 'a test' }

test('a changed factor is a change like that of a price', () => {
  const from = (factor: string) => diffFactors([HALF], [HALF, { ...HALF, factor, from: SINCE }])
  expect(from('0.6')).toEqual([['changed', 'factor tier=batch', '2026-12-01', '', '0.5 -> 0.6', null]])
  expect(from('2')).toEqual([['changed', 'factor tier=batch', '2026-12-01', '', '0.5 -> 2', 'jump']])
  expect(diffFactors([HALF], [{ ...HALF, factor: '0.4' }])).toEqual([
    ['changed', 'factor tier=batch', '', '', '0.5 -> 0.4', 'changed-past'],
  ])
  expect(diffFactors([HALF], [{ ...HALF, factor: '0.50' }])).toEqual([])
})

test('a lost factor is as suspicious as a lost tier; one that is known at last is welcome', () => {
  expect(diffFactors([HALF], [])).toEqual([['removed', 'factor tier=batch', '', '', '0.5 -> ', 'lost-tier']])
  expect(diffFactors([], [HALF])).toEqual([['added', 'factor tier=batch', '', '', ' -> 0.5', null]])
  const alone = diffCatalogues(catalogueOf([BASE]), catalogueOf([BASE], [{ ...HALF, models: ['one'] }]))
  expect(alone.map(({ provider, model }) => `${provider}/${model}`)).toEqual(['acme/one'])
})

test('a factor that leaves a class out is another factor', () => {
  expect(diffFactors([HALF], [{ ...HALF, classes: ['input'] }])).toEqual([
    ['removed', 'factor tier=batch', '', '', '0.5 -> ', 'lost-tier'],
    ['added', 'factor tier=batch classes=input', '', '', ' -> 0.5', null],
  ])
})
