import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from '#shared/pricing/cost.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { priceAt } from '#shared/pricing/price-at.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()
const AT = Date.parse('2026-10-01T12:00:00Z')
const sheets = [...catalogue.providers.values()].flatMap(({ id, models }) =>
  models.flatMap((model) => {
    const found = matchModel(catalogue, { provider: id, model: model.id })
    const sheet = found && priceAt(found, AT)
    return sheet ? [sheet] : []
  }),
)

const anySheet = fc.constantFrom(...sheets)
const tokens = fc.nat({ max: 50_000 })
const classes = fc.subarray(
  ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output', 'reasoning'] as const,
  {
    minLength: 1,
  },
)
const anyUsage = classes.chain((names) =>
  fc
    .array(tokens, { minLength: names.length, maxLength: names.length })
    .map((counts) => Object.fromEntries(names.map((name, i) => [name, String(counts[i])])) as Usage),
)

const totalOf = (cost: ReturnType<typeof costOf>) => (cost.status === 'unpriced' ? null : cost.total)

test('no line is negative, and lines add up to the total', () => {
  fc.assert(
    fc.property(anySheet, anyUsage, (sheet, usage) => {
      const cost = costOf(usage, sheet)
      const costs = cost.lines.flatMap((line) => (line.cost === null ? [] : [line.cost]))
      expect(costs.every((amount) => amount >= 0n)).toBe(true)
      expect(totalOf(cost) ?? 0n).toBe(costs.reduce<bigint>((sum, amount) => sum + amount, 0n))
    }),
  )
})

test('more of a class never costs less', () => {
  fc.assert(
    fc.property(
      anySheet,
      anyUsage,
      fc.constantFrom('input', 'cacheRead', 'output'),
      tokens,
      (sheet, usage, name, more) => {
        const least = { input: '1', ...usage }
        const greater = { ...least, [name]: String(Number(least[name as 'input'] ?? 0) + more) }
        const [a, b] = [totalOf(costOf(least, sheet)), totalOf(costOf(greater, sheet))]
        if (a !== null && b !== null) expect(b >= a).toBe(true)
      },
    ),
  )
})

test('the order of the classes does not matter', () => {
  fc.assert(
    fc.property(anySheet, anyUsage, (sheet, usage) => {
      const reversed = Object.fromEntries(Object.entries(usage).reverse()) as Usage
      expect(costOf(reversed, sheet)).toEqual(costOf(usage, sheet))
    }),
  )
})

test('an event split in two costs the same within a pico-dollar a line, away from thresholds and fees', () => {
  const plain = sheets.filter((sheet) => sheet.longContext.length === 0 && !sheet.rates.has('requests'))
  fc.assert(
    fc.property(
      fc.constantFrom(...plain),
      anyUsage,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sheet, usage, at) => {
        const cut = (part: (count: number) => number) =>
          Object.fromEntries(
            Object.entries(usage).map(([name, count]) => [name, String(part(Number(count)))]),
          ) as Usage
        const first = cut((count) => Math.floor(count * at))
        const second = cut((count) => count - Math.floor(count * at))
        const whole = totalOf(costOf(usage, sheet))
        const parts = [first, second].map((part) => totalOf(costOf(part, sheet)))
        if (whole === null || parts.includes(null)) return
        const difference = whole - (parts[0]! + parts[1]!)
        expect(Math.abs(Number(difference))).toBeLessThanOrEqual(Object.keys(usage).length)
      },
    ),
  )
})
