import { type Call, callOf, type Lever } from '../market/call.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { DAY_MS, type Search } from './search.ts'
import { finish, type Steps } from './steps.ts'

/** What a change saves in the window, in pico-USD. */
export interface Value {
  saved: bigint
  /** What the requests cost now. */
  current: bigint
  count: number
  /** Requests whose price after the change nobody knows; they are in none of the sums. */
  unknown: number
  /** Of the last seven days. */
  recent: { saved: bigint; count: number }
}

/** Prices the affected requests as they are and as they would be, each at its own time. */
export function valueLever(search: Search, traffic: Traffic, affected: Uint32Array, lever: Lever): Value {
  return finish(valueInSteps(search, traffic, affected, lever))
}

/** Requests that are priced without a pause. */
export const STEP = 5_000

export function* valueInSteps(
  search: Search,
  traffic: Traffic,
  affected: Uint32Array,
  lever: Lever,
): Steps<Value> {
  const value: Value = { saved: 0n, current: 0n, count: 0, unknown: 0, recent: { saved: 0n, count: 0 } }
  const recently = search.to - 7 * DAY_MS
  let n = 0
  for (const i of affected) {
    if (++n % STEP === 0) yield
    const stored = traffic.cost[i]!
    if (stored < 0n) continue
    const call = callOf(traffic, i)
    const saved = savedBy(search, traffic, i, call, lever(call, traffic, i))
    if (saved === undefined) {
      value.unknown += 1
      continue
    }
    value.saved += saved
    value.current += stored
    value.count += 1
    if (traffic.at[i]! >= recently) {
      value.recent.saved += saved
      value.recent.count += 1
    }
  }
  return value
}

/**
 * What one request costs less. Where what was charged is not the list price, the difference of list prices shrinks with
 * the discount and never grows; units that are no tokens of text stay as they are.
 */
function savedBy(
  { market }: Search,
  traffic: Traffic,
  i: number,
  call: Call,
  after: Call | null | undefined,
): bigint | undefined {
  const stored = traffic.cost[i]!
  if (after === null) return stored
  if (after === undefined) return undefined
  const [now, then] = [market.price(call), market.price(after)]
  if (now === null || then === null) return undefined
  const other = traffic.factsOf(i).hasOtherUnits && stored > now ? stored - now : 0n
  const paid = stored - other
  if (paid === now || now === 0n) return paid - then
  const shrunk = ((now - then) * paid) / now
  return shrunk < paid - then ? shrunk : paid - then
}
