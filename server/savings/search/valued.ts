import { CONFIDENCES } from '#shared/api/opportunities.ts'
import { parseUsd } from '#shared/money.ts'
import type { Lever } from '../market/call.ts'
import { familyOf } from './family-of.ts'
import type { Proposal } from './proposal.ts'
import { toMonth } from './run-rate.ts'
import type { Search } from './search.ts'
import type { Steps } from './steps.ts'
import { type Value, valueInSteps } from './value.ts'

/** A proposal with what it comes to, in pico-USD for 30 days. */
export interface Valued {
  proposal: Proposal
  value: Value
  low: bigint
  expected: bigint
  high: bigint
  /** Of what all ordinary requests of the scope cost, 0 to 1. */
  share: number
}

/** A saving below this share of its segment is not worth anybody's time. */
const LEAST_SHARE = 0.05
/** Above this share of requests without a price, the amount would be a guess. */
const MOST_UNKNOWN = 0.05

/** Works out what a proposal saves; undefined where it is too little, or cannot be told. */
export function* valueProposal(
  search: Search,
  proposal: Proposal,
  segmentCost: bigint,
): Steps<Valued | undefined> {
  const { traffic, affected, lever, range, type, overDays } = proposal
  const value = signedValue(proposal, yield* valueInSteps(search, traffic, affected, lever))
  if (value.count === 0 || value.unknown > MOST_UNKNOWN * affected.length) return undefined
  const isMeasured = familyOf(type) === 'notice'
  const month = (each: Value) => (isMeasured ? each.saved : toMonth(search, each, overDays))
  const bounds = range.high
  const [least, most] =
    typeof bounds === 'number'
      ? [multiply(month(value), range.low as number), multiply(month(value), bounds)]
      : [
          yield* boundOf(search, proposal, range.low as Lever, month(value)),
          yield* boundOf(search, proposal, bounds, month(value)),
        ]
  const expected = type === 'self_hosting' ? most! : month(value)
  const share = segmentCost > 0n ? Number(value.saved) / Number(segmentCost) : 0
  const minimum = parseUsd(search.settings.minSavingUsd)
  if (!proposal.urgent && (expected < minimum || share < LEAST_SHARE)) return undefined
  return { proposal, value, low: min(least!, expected), expected, high: max(most!, expected), share }
}

/** A bound need not be exact: where requests are many it is worked out on some of them. */
const MOST_FOR_BOUND = 20_000

function* boundOf(
  search: Search,
  { traffic, affected, lever }: Proposal,
  bound: Lever,
  month: bigint,
): Steps<bigint> {
  const step = Math.max(1, Math.floor(affected.length / MOST_FOR_BOUND))
  const some = step === 1 ? affected : affected.filter((_, n) => n % step === 0)
  const expected = (yield* valueInSteps(search, traffic, some, lever)).saved
  if (expected === 0n) return month
  return ((yield* valueInSteps(search, traffic, some, bound)).saved * month) / expected
}

/** What a routed request saved is what the old model would have cost more. */
function signedValue({ type }: Proposal, value: Value): Value {
  if (type !== 'realised_savings') return value
  return { ...value, saved: -value.saved, recent: { ...value.recent, saved: -value.recent.saved } }
}

const multiply = (amount: bigint, factor: number) => (amount * BigInt(Math.round(factor * 1_000))) / 1_000n
const min = (a: bigint, b: bigint) => (a < b ? a : b)
const max = (a: bigint, b: bigint) => (a > b ? a : b)

/** The surest first, then by the lower bound of the saving: never by what it might come to at best. */
export function byRank(a: Valued, b: Valued): number {
  const sure = ({ proposal }: Valued) => CONFIDENCES.indexOf(proposal.confidence)
  const urgent = ({ proposal }: Valued) => Number(proposal.urgent ?? false)
  return urgent(b) - urgent(a) || sure(b) - sure(a) || Number(b.low - a.low)
}
