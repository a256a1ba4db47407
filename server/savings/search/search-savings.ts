import { type Comparison, compareTraffic } from '../evidence/compare-arms.ts'
import { correctTogether } from '../evidence/correct-together.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { chooseAmong } from './choose.ts'
import { marginalSavings } from './marginal.ts'
import type { Proposal } from './proposal.ts'
import { runRules } from './run-rules.ts'
import type { Search } from './search.ts'
import { finish, type Steps } from './steps.ts'
import { type Found, toFinding } from './to-finding.ts'
import { byRank, type Valued, valueProposal } from './valued.ts'

/** Everything that can be saved in a project, the surest first. Pure: the same events give the same findings. */
export function searchSavings(search: Search): Found[] {
  return finish(searchInSteps(search))
}

/** The same in steps of one rule, or of some thousand requests that are priced. */
export function* searchInSteps(search: Search): Steps<Found[]> {
  const comparisons: Comparison[] = []
  for (const traffic of search.traffic) {
    comparisons.push(...compareTraffic(search, traffic))
    yield
  }
  correctTogether(comparisons)
  const found: { each: Valued; marginal: bigint }[] = []
  for (const traffic of search.traffic) {
    found.push(...(yield* searchTraffic(search, traffic, comparisons)))
  }
  const findings = found
    .sort((a, b) => byRank(a.each, b.each))
    .map(({ each, marginal }) => toFinding(search, each, marginal))
  return withoutNamesakes(findings)
}

/** A card has one key: of two that would have the same, the surer one is kept, and the same one every day. */
function withoutNamesakes(findings: readonly Found[]): Found[] {
  const keys = new Map<string, Found>()
  for (const each of findings) if (!keys.has(each.finding.key)) keys.set(each.finding.key, each)
  return [...keys.values()]
}

function* searchTraffic(search: Search, traffic: Traffic, comparisons: readonly Comparison[]) {
  const valued: Valued[] = []
  for (const proposal of yield* runRules(search, traffic, comparisons)) {
    const each = yield* valueProposal(search, proposal, segmentCost(traffic, proposal))
    if (each) valued.push(each)
  }
  const chosen = chooseAmong(valued)
  const marginal = yield* marginalSavings(search, chosen)
  return chosen.map((each) => ({ each, marginal: marginal.get(each) ?? 0n }))
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
