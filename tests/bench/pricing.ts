/**
 * How many events a second are priced, and how many times as many as with genai-prices, in the same run.
 * The mix: every case of the committed file that both can price, with its model, its instant and its usage object.
 * Ours: from the raw event to a cost with its lines (read the usage, find the model, the terms and the price in force,
 * multiply exactly). Theirs: `extractUsage` on the response and `calcPrice`, in floats, without terms, lines or reason.
 * Both are told which API answered; ours is measured without being told as well.
 * Both are warm: a model that was met before is remembered by us, as it is in a server.
 */
import { eventOf, type PricingCase, readPricingCases } from '#scripts/pricing-cases.ts'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import { withGenaiPrices } from './genai-prices.ts'

/** Short rounds in turns: what else the machine does falls on both. */
const ROUND_MS = 100
const ROUNDS = 40
const BAR = 25

const catalogue = loadCatalogue(programPaths().catalogue)

function withOurs(item: PricingCase, isTold: boolean): (() => unknown) | undefined {
  const event = eventOf(item)
  if (!isTold) event.usageFormat = undefined
  const at = Date.parse(item.at)
  const price = () => priceEvent(catalogue, EMPTY_PRICE_BOOK, event, at)
  return price().amount === null ? undefined : price
}

const cases = readPricingCases('tests/fixtures/pricing/cases.json').filter((item) => item.expect !== 'sum')
const mix = cases.flatMap((item) => {
  const ours = withOurs(item, true)
  const untold = withOurs(item, false)
  const theirs = withGenaiPrices(item)
  return ours && untold && theirs ? [{ ours, untold, theirs }] : []
})

/** Calls a second over the mix, by the processor's time: on a busy machine the clock counts other programs, too. */
function measure(side: 'ours' | 'untold' | 'theirs'): number {
  const start = process.cpuUsage()
  const until = performance.now() + ROUND_MS
  let calls = 0
  while (performance.now() < until) {
    for (const item of mix) item[side]()
    calls += mix.length
  }
  const { user, system } = process.cpuUsage(start)
  return (calls * 1_000_000) / (user + system)
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

for (let i = 0; i < 5; i++) {
  measure('ours')
  measure('untold')
  measure('theirs')
}
const rounds = Array.from({ length: ROUNDS }, () => ({
  ours: measure('ours'),
  untold: measure('untold'),
  theirs: measure('theirs'),
}))
const ours = median(rounds.map((round) => round.ours))
const theirs = median(rounds.map((round) => round.theirs))
const untold = median(rounds.map((round) => round.untold))
const ratio = median(rounds.map((round) => round.ours / round.theirs))
const untoldRatio = median(rounds.map((round) => round.untold / round.theirs))
console.log(`${mix.length} of ${cases.length} cases are priced by both`)
console.log(`normalise + match + price: ${Math.round(ours)} events/s`)
console.log(`extractUsage + calcPrice of genai-prices: ${Math.round(theirs)} events/s`)
console.log(
  `the same without the name of the API: ${Math.round(untold)} events/s, ratio ${untoldRatio.toFixed(1)}`,
)
console.log(`ratio ${ratio.toFixed(1)} (bar ${BAR})`)
