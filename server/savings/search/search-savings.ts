import { compareArms } from '../evidence/compare-arms.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { chooseAmong } from './choose.ts'
import { marginalSavings } from './marginal.ts'
import type { Proposal } from './proposal.ts'
import { runRules } from './run-rules.ts'
import type { Search } from './search.ts'
import { type Found, toFinding } from './to-finding.ts'
import { byRank, valueProposal } from './valued.ts'

/** Everything that can be saved in a project, the surest first. Pure: the same events give the same findings. */
export function searchSavings(search: Search): Found[] {
  const comparisons = compareArms(search)
  return search.traffic
    .flatMap((traffic) => {
      const proposals = runRules(search, traffic, comparisons)
      const valued = proposals.flatMap(
        (each) => valueProposal(search, each, segmentCost(traffic, each)) ?? [],
      )
      const chosen = chooseAmong(valued)
      const marginal = marginalSavings(search, chosen)
      return chosen.map((each) => ({ each, marginal: marginal.get(each) ?? 0n }))
    })
    .sort((a, b) => byRank(a.each, b.each))
    .map(({ each, marginal }) => toFinding(search, each, marginal))
}

/** What the ordinary requests of the scope cost in the window. */
function segmentCost(traffic: Traffic, { scope }: Proposal): bigint {
  const places = select(
    traffic,
    (facts) => isOrdinary(facts) && (scope.task === undefined || scope.task === facts.task),
  )
  let sum = 0n
  for (const i of places) if (traffic.cost[i]! > 0n) sum += traffic.cost[i]!
  return sum
}
