import type { Comparison } from '../evidence/compare-arms.ts'
import type { Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** Looks at the traffic of one model in one feature and environment. `comparisons` are those of this traffic. */
export type Rule = (search: Search, traffic: Traffic, comparisons: readonly Comparison[]) => Proposal[]
