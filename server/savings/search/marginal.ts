import { type Call, callOf } from '../market/call.ts'
import { familyOf, orderOf } from './family-of.ts'
import { toMonth } from './run-rate.ts'
import { DAY_MS, type Search } from './search.ts'
import type { Steps } from './steps.ts'
import { STEP, type Value } from './value.ts'
import type { Valued } from './valued.ts'

/**
 * What each saving of one traffic is still worth after those before it (waste, cache, tier, model), in pico-USD for 30
 * days: the requests are priced again after each step. Only these amounts can be added up.
 */
export function* marginalSavings(search: Search, chosen: readonly Valued[]): Steps<Map<Valued, bigint>> {
  const steps = chosen
    .filter(({ proposal }) => familyOf(proposal.type) !== 'notice')
    .sort((a, b) => orderOf(a.proposal.type) - orderOf(b.proposal.type))
  const result = new Map(steps.map((step) => [step, step.expected]))
  if (steps.length < 2) return result
  const { traffic } = steps[0]!.proposal
  const masks = steps.map(({ proposal }) => maskOf(traffic.count, proposal.affected))
  const values = steps.map(emptyValue)
  for (let i = 0; i < traffic.count; i++) {
    if (i % STEP === STEP - 1) yield
    const taken = masks.map((mask) => mask[i] === 1)
    if (taken.includes(true)) addSteps(search, steps, values, taken, i)
  }
  steps.forEach((step, n) => {
    const value = values[n]!
    const month = toMonth(search, { ...value, count: step.value.count }, step.proposal.overDays)
    result.set(step, scaled(step, month))
  })
  return result
}

const emptyValue = ({ value }: Valued): Value => ({
  ...value,
  saved: 0n,
  recent: { saved: 0n, count: value.recent.count },
})

/** Machines of one's own cost something: only a part of what is paid now is saved. */
const scaled = (step: Valued, month: bigint) =>
  step.proposal.type === 'self_hosting' && step.value.saved > 0n
    ? (month * step.expected) / (step.value.saved || 1n)
    : month

function addSteps(
  search: Search,
  steps: readonly Valued[],
  values: Value[],
  taken: boolean[],
  i: number,
): void {
  const { traffic } = steps[0]!.proposal
  const stored = traffic.cost[i]!
  const original = callOf(traffic, i)
  const list = search.market.price(original)
  if (stored < 0n || list === null) return
  const isRecent = traffic.at[i]! >= search.to - 7 * DAY_MS
  let call: Call | null = original
  let paid = stored
  for (const [n, step] of steps.entries()) {
    if (!taken[n] || call === null) continue
    const after = step.proposal.lever(call, traffic, i)
    if (after === undefined) continue
    const cost = after === null ? 0n : search.market.price(after)
    if (cost === null) continue
    // What was charged may differ from the list: the difference shrinks with it.
    const left = list === 0n || stored === list ? cost : (cost * stored) / list
    values[n]!.saved += paid - left
    if (isRecent) values[n]!.recent.saved += paid - left
    paid = left
    call = after
  }
}

function maskOf(count: number, places: Uint32Array): Uint8Array {
  const mask = new Uint8Array(count)
  for (const place of places) mask[place] = 1
  return mask
}
