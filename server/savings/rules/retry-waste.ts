import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Rule } from './rule.ts'

/** Calls that failed and were billed all the same. */
export const retryWaste: Rule = (search, traffic) => {
  const affected = select(traffic, (facts, i) => isOrdinary(facts) && facts.failed && traffic.cost[i]! > 0n)
  if (!isLive(traffic, affected, search.to)) return []
  const all = select(traffic, isOrdinary).length
  return [
    {
      ...PLAIN,
      type: 'retry_waste',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: () => null,
      range: { low: 0.5, high: 1 },
      action: `Find out why calls of ${traffic.feature} fail after they were billed.`,
      confidence: 'medium',
      reasons: ['What they cost is certain; how much of it can be avoided is not.'],
      facts: [{ name: 'Failed and billed', value: `${affected.length} of ${all} requests` }],
      guards: ['only failures with billed tokens', 'requests of the last seven days'],
      effort: 'S',
      formula: 'sum of the cost of failed requests',
    },
  ]
}
