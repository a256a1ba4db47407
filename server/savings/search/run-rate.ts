import type { Search } from './search.ts'
import type { Value } from './value.ts'

/** Below this share of the window's rate traffic has fallen, and is not only quiet for a week. */
const FALLEN = 0.75

/**
 * A saving for 30 days: what the window gives, or what the last seven days give where traffic has clearly fallen. Days
 * before the first event are not counted; `overDays` is for a saving that began within the window.
 */
export function toMonth(search: Search, value: Value, overDays?: number): bigint {
  const days = overDays ?? search.days
  const month = scale(value.saved, 30, days)
  const expected = (value.count * 7) / days
  const { saved, count } = value.recent
  const hasFallen = count < FALLEN * expected && expected - count > 3 * Math.sqrt(expected)
  return hasFallen ? min(month, scale(saved, 30, 7)) : month
}

/** Exact for whole days. */
function scale(amount: bigint, to: number, days: number): bigint {
  return (amount * BigInt(to * 1_000)) / BigInt(Math.round(days * 1_000))
}

const min = (a: bigint, b: bigint) => (a < b ? a : b)
