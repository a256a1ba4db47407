import type { ModelName } from '#shared/api/opportunities.ts'
import { type Call, callOf } from '../market/call.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Search } from './search.ts'

/** What requests cost if they came at some time. */
export interface Charges {
  /** The request, what the list asks for it (null: nobody knows), and what would be charged. */
  of(i: number): { call: Call; list: bigint | null; paid: bigint }
  /** What the list asks for a call in the place of the request at `i`. */
  price(call: Call, i: number): bigint | null
}

/** As they were charged: what has been saved is counted at the prices of its own time. */
export const pastCharges = ({ market }: Search, traffic: Traffic): Charges => ({
  of(i) {
    const call = callOf(traffic, i)
    return { call, list: market.price(call), paid: traffic.cost[i]! }
  },
  price: (call) => market.price(call),
})

/**
 * As they would be charged now: a price that has fallen within the window is not saved any more. What was charged moves
 * with the list, so that a discount stays. Models that cost more at some hours keep the time of the request.
 */
export function presentCharges(search: Search, traffic: Traffic): Charges {
  const { market, to } = search
  const [isFlat, isOtherFlat] = [createFlatness(search), createFlatness(search)]
  const moved = new Map<number, boolean>()
  const hasMoved = (call: Call, i: number) => {
    const facts = traffic.facts[i]!
    const known = moved.get(facts) ?? isMoved(search, call)
    moved.set(facts, known)
    return known
  }
  return {
    price: (call, i) => market.price({ ...call, at: isOtherFlat(call) ? to : traffic.at[i]! }),
    of(i) {
      const own = callOf(traffic, i)
      const call = isFlat(own) ? { ...own, at: to } : own
      const [list, paid] = [market.price(call), traffic.cost[i]!]
      if (call === own || !hasMoved(own, i)) return { call, list, paid }
      const was = market.price(own)
      if (was === null || list === null) return { call, list: null, paid }
      return { call, list, paid: was === 0n ? paid : (paid * list) / was }
    },
  }
}

/** Whether the list asks the same at any hour. Calls to one model follow each other, so the last answer is kept. */
function createFlatness({ market }: Search): (name: ModelName) => boolean {
  let last: { provider: string; model: string; flat: boolean } | undefined
  return ({ provider, model }) => {
    if (last?.provider === provider && last.model === model) return last.flat
    const prices = market.model({ provider, model })?.prices ?? []
    last = { provider, model, flat: prices.every(({ hours, weekdays }) => !hours && !weekdays) }
    return last.flat
  }
}

/** Whether such calls cost something else at the end of the window than at its beginning. */
function isMoved({ market, from, to }: Search, call: Call): boolean {
  const some = {
    ...call,
    input: 1_000,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 1_000,
    reasoning: 0,
  }
  return market.price({ ...some, at: from }) !== market.price({ ...some, at: to })
}
