import type { ModelName } from '#shared/api/opportunities.ts'
import { guessTokens, type TokenFactors } from '../market/guess-tokens.ts'
import type { Market } from '../market/market.ts'
import { mean, varianceOfMean } from '../traffic/quantile.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Arm } from './compare-arms.ts'

/** Fewer requests of a pilot say nothing about tokens. */
const LEAST = 30
/** Two means that differ by less than so many standard errors are taken for the same. */
const SAME = 2.58

const SAME_TOKENS = { expected: 1, low: 1, high: 1 }

export interface FactorRange {
  expected: TokenFactors
  low: TokenFactors
  high: TokenFactors
  isObserved: boolean
}

/** Tokens of another model as seen in a pilot, else as families of models are known to differ (savings.md 5.4). */
export function tokenFactors(
  market: Market,
  current: Arm,
  to: ModelName,
  pilot: Arm | undefined,
): FactorRange {
  const keeps = market.can(to).reasons === false ? 0 : 1
  if (!pilot || pilot.places.length < LEAST) return guessed(market, current.traffic, to)
  // Pictures are counted again by themselves: what a pilot shows is both together.
  const hasPictures = pilot.places.some((i) => pilot.traffic.factsOf(i).images > 0)
  const input = hasPictures ? SAME_TOKENS : ratio(pilot, current, (traffic, i) => traffic.promptTokens(i))
  const thought = ratio(pilot, current, (traffic, i) => traffic.reasoning[i]!)
  // What only the candidate thinks is billed as well: its answers are then as long as all that it writes.
  const thinks = current.places.some((i) => current.traffic.reasoning[i]! > 0)
  const output = ratio(
    pilot,
    current,
    (traffic, i) => traffic.output[i]! - (thinks ? traffic.reasoning[i]! : 0),
  )
  const reasoning = keeps === 0 ? { expected: 0, low: 0, high: 0 } : thought
  return {
    expected: { input: input.expected, output: output.expected, reasoning: reasoning.expected },
    // Fewest tokens cost least: the bounds are those of the saving.
    low: { input: input.high, output: output.high, reasoning: reasoning.high },
    high: { input: input.low, output: output.low, reasoning: reasoning.low },
    isObserved: true,
  }
}

function guessed(market: Market, { provider }: Traffic, to: ModelName): FactorRange {
  const { expected, fewest, most } = guessTokens(provider, to.provider, market.can(to))
  return { expected, low: most, high: fewest, isObserved: false }
}

/** Ratio of means with two standard errors either way; 1 where the difference may be chance. */
function ratio(pilot: Arm, current: Arm, read: (traffic: Traffic, i: number) => number) {
  const [then, now] = [pilot, current].map(({ traffic, places }) =>
    Float64Array.from(places, (i) => read(traffic, i)),
  ) as [Float64Array, Float64Array]
  const [a, b] = [mean(then), mean(now)]
  if (b === 0) return SAME_TOKENS
  const error = Math.sqrt(varianceOfMean(then) + varianceOfMean(now))
  const expected = Math.abs(a - b) <= SAME * error ? 1 : a / b
  const spread = Math.max(0.01, (2 * error) / b)
  return { expected, low: Math.max(0, expected - spread), high: expected + spread }
}
