import { describe, expect, test } from 'vitest'
import { MAX_PICO_USD } from '#shared/money.ts'
import { costOf } from '#shared/pricing/cost.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { priceAt } from '#shared/pricing/price-at.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'
import { allCases, className, isInScope, overrideSheet, usageOf } from './price-cases.ts'

const catalogue = loadTestCatalogue()
const cases = allCases.filter(isInScope)

type PriceCase = (typeof cases)[number]

function sheetFor(item: PriceCase) {
  const override = overrideSheet(item)
  if (override) return override
  const model = String(item.request?.response_model ?? item.model)
  const found = matchModel(catalogue, { provider: item.provider, model })
  return found && priceAt(found, Date.parse(item.at))
}

/** They need a dialect, a factor or a request fact that the pricing does not know yet. */
const OUT_OF_SCOPE = [
  'seed-whisper',
  'seed-dalle3',
  'oai-priority-gpt-4o',
  'oai-batch-gpt-4o',
  'oai-region-eu-gpt-5.4',
  'aud-realtime-cached',
  'aud-groq-whisper-min',
  'img-gpt-image-1.5-mixed',
  'vid-sora-2',
  'ant-fast-us-cache1h',
  'ant-stream-cumulative',
  'bed-converse-cache',
  'mis-ocr-2505',
  'coh-billed-units',
  'xai-ticks',
  'or-byok',
  'pplx-sonar-low',
  'pplx-deep-research',
  'agg-1M-chatbot',
]

test('no case is left out in silence', () => {
  expect(allCases.filter((item) => !isInScope(item)).map(({ id }) => id)).toEqual(OUT_OF_SCOPE)
  expect(cases).toHaveLength(74 - OUT_OF_SCOPE.length)
})

describe('case', () => {
  test.each(cases.filter(({ expect: kind }) => kind === 'cost').map((item) => [item.id, item] as const))(
    '%s has the expected cost',
    (_, item) => {
      const normalised = normaliseUsage(usageOf(item), { provider: item.provider })
      if (!normalised.ok) throw new Error(JSON.stringify(normalised.reason))
      const sheet = sheetFor(item)
      if (!sheet) throw new Error('no price')
      const expected = BigInt(item.expected_pico_usd ?? '')
      if (expected > MAX_PICO_USD) {
        expect(() => costOf(normalised.usage, sheet)).toThrow(RangeError)
        return
      }
      const cost = costOf(normalised.usage, sheet)
      expect(cost.status === 'unpriced' ? null : cost.total).toBe(expected)
      expect(cost.status).toBe('priced')
      expect(billedBy(cost.lines)).toEqual(expectedLines(item))
    },
  )

  test.each(cases.filter(({ expect: kind }) => kind === 'unpriced').map((item) => [item.id, item] as const))(
    '%s has no price',
    (_, item) => expect(sheetFor(item)).toBeUndefined(),
  )

  test.each(cases.filter(({ expect: kind }) => kind === 'invalid').map((item) => [item.id, item] as const))(
    '%s contradicts itself',
    (_, item) => expect(normaliseUsage(usageOf(item), { provider: item.provider }).ok).toBe(false),
  )
})

/** What was billed, by class; a price is compared as a number, because 0.60 and 0.6 are the same price. */
const billedBy = (lines: ReturnType<typeof costOf>['lines']) =>
  Object.fromEntries(lines.map((line) => [line.class, [line.quantity, Number(line.price), line.per]]))

const expectedLines = ({ billed = [] }: PriceCase) =>
  Object.fromEntries(
    billed.map(({ class: name, qty, usd, per }) => [className(name), [qty, Number(usd), per]]),
  )
