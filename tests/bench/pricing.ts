import { calcPrice } from '@pydantic/genai-prices'
import { eventOf, readPricingCases } from '#scripts/pricing-cases.ts'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import { USAGE_CLASSES, type UsageClass } from '#shared/usage/classes.ts'

const ROUND_MS = 700
const ROUNDS = 5
const BAR = 25

const catalogue = loadCatalogue(programPaths().catalogue)
const cases = readPricingCases('tests/fixtures/pricing/cases.json').filter((item) => item.expect === 'cost')
const PROVIDERS: Record<string, string> = { 'aws-bedrock': 'aws', 'google-vertex': 'google', xai: 'x-ai' }

/** The same calls for both: raw usage for us, ready sums for genai-prices, which is spared the reading. */
const mix = cases.flatMap((item) => {
  const event = eventOf(item)
  const at = Date.parse(item.at)
  const { usage } = priceEvent(catalogue, EMPTY_PRICE_BOOK, event, at)
  const sum = (...sides: string[]) =>
    Object.entries(usage).reduce(
      (total, [name, quantity]) =>
        sides.includes(USAGE_CLASSES[name as UsageClass].side) ? total + Number(quantity) : total,
      0,
    )
  const theirs = {
    usage: {
      input_tokens: sum('input', 'cacheRead', 'cacheWrite'),
      cache_read_tokens: sum('cacheRead'),
      output_tokens: sum('output'),
    },
    model: item.model,
    options: { providerId: PROVIDERS[item.provider] ?? item.provider, timestamp: new Date(at) },
  }
  return isKnown(theirs) ? [{ event, at, theirs }] : []
})

type Theirs = {
  usage: Record<string, number>
  model: string
  options: { providerId: string; timestamp: Date }
}

function isKnown({ usage, model, options }: Theirs): boolean {
  try {
    return calcPrice(usage, model, options) !== null
  } catch {
    return false
  }
}

/** Calls a second over the mix. */
function measure(run: (item: (typeof mix)[number]) => unknown): number {
  const start = performance.now()
  let calls = 0
  while (performance.now() - start < ROUND_MS) {
    for (const item of mix) run(item)
    calls += mix.length
  }
  return (calls * 1_000) / (performance.now() - start)
}

const ours = () => measure(({ event, at }) => priceEvent(catalogue, EMPTY_PRICE_BOOK, event, at))
const genaiPrices = () => measure(({ theirs }) => calcPrice(theirs.usage, theirs.model, theirs.options))
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

ours() // warms both up
genaiPrices()
const rounds = Array.from({ length: ROUNDS }, () => [ours(), genaiPrices()] as const)
const [own, theirs] = [median(rounds.map(([a]) => a)), median(rounds.map(([, b]) => b))]
console.log(`${mix.length} of ${cases.length} cases are known to both`)
console.log(`normalise + match + price: ${Math.round(own)} events/s`)
console.log(`calcPrice of genai-prices: ${Math.round(theirs)} events/s`)
console.log(`ratio ${(own / theirs).toFixed(1)} (bar ${BAR})`)
