import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from '#shared/pricing/cost.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import { TOKEN_CLASSES, type Usage } from '#shared/usage/classes.ts'
import { loadTestCatalogue, sheetOf } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()

const SHEET = toPriceSheet({
  rates: { input: '3', cacheRead: '0.3', output: '15', webSearches: { usd: '10', per: 1000 } },
})

function totalOf(usage: Usage, sheet = SHEET): bigint {
  const cost = costOf(usage, sheet)
  if (cost.status === 'unpriced') throw new Error('unpriced')
  return cost.total
}

test('no usage costs exactly nothing', () => {
  expect(costOf({}, SHEET)).toEqual({ status: 'priced', total: 0n, lines: [] })
})

test('a class without a price has that of its parent, but an explicit 0 is a price', () => {
  expect(costOf({ cacheWrite1h: '10' }, SHEET).lines[0]).toMatchObject({ price: '3', cost: 30_000_000n })
  const free = toPriceSheet({ rates: { input: '3', cacheRead: '0' } })
  expect(costOf({ cacheRead: '10' }, free)).toMatchObject({ status: 'priced', total: 0n })
})

test('a cost with an unknown part is partial, one without any known part is unpriced', () => {
  const sheet = toPriceSheet({ rates: { input: '1' } })
  expect(costOf({ input: '2', webSearches: '1' }, sheet)).toMatchObject({
    status: 'partial',
    total: 2_000_000n,
  })
  const unpriced = costOf({ webSearches: '1' }, sheet)
  expect(unpriced.status).toBe('unpriced')
  expect(unpriced.lines).toEqual([
    { class: 'webSearches', quantity: '1', price: null, per: null, factors: [], cost: null },
  ])
})

test('a line is rounded half-even once, not once a token', () => {
  const sheet = toPriceSheet({ rates: { cacheRead: '0.0000005', audioSeconds: { usd: '0.04', per: 3600 } } })
  const cacheRead = (quantity: string) => totalOf({ cacheRead: quantity }, sheet)
  expect([cacheRead('1'), cacheRead('3'), cacheRead('1000')]).toEqual([0n, 2n, 500n])
  expect(totalOf({ audioSeconds: '10' }, sheet)).toBe(111_111_111n)
  expect(totalOf({ audioSeconds: '0.5' }, sheet)).toBe(5_555_556n)
})

test('a cost is exact however large it is', () => {
  const cost = costOf({ output: '9'.repeat(30) }, SHEET)
  const [line] = cost.lines
  expect(line?.cost).toBe(
    (BigInt('9'.repeat(30)) * BigInt(Number(line?.price) * 1e6) * 10n ** 12n) / (1_000_000n * 1_000_000n),
  )
})

test('a whole request moves to the long tier one token above an exclusive threshold', () => {
  const sheet = sheetOf(catalogue, 'anthropic/claude-sonnet-4-5', '2026-10-01T00:00:00Z')
  const price = (cacheRead: string) =>
    sheet && costOf({ input: '100000', cacheRead, output: '1' }, sheet).lines.map((line) => line.price)
  expect(price('99999')).toEqual(['3', '0.3', '15'])
  expect(price('100000')).toEqual(['3', '0.3', '15'])
  expect(price('100001')).toEqual(['6', '0.6', '22.5'])
})

test('an inclusive threshold belongs to the long tier', () => {
  const sheet = sheetOf(catalogue, 'xai/grok-4.20', '2026-10-01T00:00:00Z')
  const price = (input: string) => sheet && costOf({ input }, sheet).lines[0]?.price
  expect(['199999', '200000', '200001'].map(price)).toEqual(['1.25', '2.5', '2.5'])
})

test('output never counts towards the threshold', () => {
  const sheet = sheetOf(catalogue, 'google/gemini-2.5-pro', '2026-10-01T00:00:00Z')
  expect(sheet && costOf({ input: '1', output: '900000' }, sheet).lines[0]?.price).toBe('1.25')
})

const usage = fc.dictionary(
  fc.constantFrom(...TOKEN_CLASSES, 'webSearches' as const),
  fc.nat({ max: 1_000_000 }).map(String),
)

test('cost is linear: k times the usage costs k times as much', () => {
  fc.assert(
    fc.property(usage, fc.integer({ min: 2, max: 100 }), (once, factor) => {
      const many = Object.fromEntries(
        Object.entries(once).map(([name, quantity]) => [name, String(Number(quantity) * factor)]),
      )
      expect(totalOf(many)).toBe(totalOf(once) * BigInt(factor))
    }),
  )
})

test('lines add up to the total, whatever the order of the classes', () => {
  fc.assert(
    fc.property(usage, (known) => {
      const reversed = Object.fromEntries(Object.entries(known).reverse())
      expect(costOf(reversed, SHEET)).toEqual(costOf(known, SHEET))
      const sum = costOf(known, SHEET).lines.reduce((total, line) => total + (line.cost ?? 0n), 0n)
      expect(totalOf(known)).toBe(sum)
    }),
  )
})
