import type { Traffic } from '../traffic/traffic.ts'
import { type Call, tierOf } from './call.ts'
import type { Market } from './market.ts'

/** Whether the model is sold under another tier for less, as its prices were at an instant. */
export function isCheaperAs(market: Market, { provider, model }: Traffic, tier: string, at: number): boolean {
  const call: Call = { ...BLANK, provider, model, at }
  const [then, now] = [market.price({ ...call, serviceTier: tier }), market.price(call)]
  return then !== null && now !== null && then < now
}

/** No tier was asked for, or the provider was to choose. */
export const isStandard = (facts: Parameters<typeof tierOf>[0]): boolean =>
  ['', 'default', 'standard', 'auto'].includes(tierOf(facts))

const BLANK = {
  responseModel: '',
  serviceTier: '',
  speed: '',
  region: '',
  input: 1_000_000,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
}
