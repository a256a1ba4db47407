import { familyOf } from './family-of.ts'
import { byRank, type Valued } from './valued.ts'

/**
 * Keeps of those that would change the same thing of the same requests the best one: a request has one model and one
 * cache. Waste is kept side by side, for what is not sent at all is counted once when amounts are worked out in order.
 */
export function chooseAmong(valued: readonly Valued[]): Valued[] {
  const chosen: Valued[] = []
  for (const each of [...valued].sort(byRank)) {
    const family = familyOf(each.proposal.type)
    const isFree =
      family === 'waste' ||
      family === 'notice' ||
      chosen.every((other) => familyOf(other.proposal.type) !== family || !overlaps(each, other))
    if (isFree) chosen.push(each)
  }
  return chosen
}

function overlaps(a: Valued, b: Valued): boolean {
  if (a.proposal.traffic !== b.proposal.traffic) return false
  const places = new Set(a.proposal.affected)
  return b.proposal.affected.some((place) => places.has(place))
}
