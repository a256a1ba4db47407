import type { Traffic } from '../traffic/traffic.ts'

/** A request as far as its price depends on it: what was served, or what would be. */
export interface Call {
  provider: string
  model: string
  responseModel: string
  serviceTier: string
  speed: string
  region: string
  /** Epoch milliseconds. */
  at: number
  input: number
  cacheRead: number
  cacheWrite5m: number
  cacheWrite1h: number
  /** Includes reasoning. */
  output: number
  reasoning: number
  /** What is read from a cache costs what it costs under the standard tier. */
  readsAtStandard?: boolean
}

/** The call that was made. */
export function callOf(traffic: Traffic, i: number): Call {
  const facts = traffic.factsOf(i)
  return {
    provider: facts.provider,
    model: facts.model,
    responseModel: facts.responseModel,
    serviceTier: tierOf(facts),
    speed: facts.speed,
    region: facts.region,
    at: traffic.at[i]!,
    input: traffic.input[i]!,
    cacheRead: traffic.cacheRead[i]!,
    cacheWrite5m: traffic.cacheWrite5m[i]!,
    cacheWrite1h: traffic.cacheWrite1h[i]!,
    output: traffic.output[i]!,
    reasoning: traffic.reasoning[i]!,
  }
}

/** A batch is another API; otherwise what was served beats what was asked for. */
export function tierOf(facts: { isBatch: boolean; servedTier: string; serviceTier: string }): string {
  if (facts.isBatch || facts.serviceTier === 'batch') return 'batch'
  return facts.servedTier || facts.serviceTier
}

/** What a change makes of a call; null: it is not made any more. Undefined: it cannot be told what it would cost. */
export type Lever = (call: Call, traffic: Traffic, i: number) => Call | null | undefined
