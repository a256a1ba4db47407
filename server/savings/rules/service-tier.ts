import { tierOf } from '../market/call.ts'
import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { isInteractive, isOrdinary, isScheduled, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Rule } from './rule.ts'

/** Paying for speed where nobody waits. */
export const serviceTier: Rule = (search, traffic) => {
  const fast = select(traffic, (facts) => isOrdinary(facts) && tierOf(facts) === 'priority')
  const affected = fast.filter((i) => !isInteractive(traffic, i))
  if (!isLive(traffic, affected, search.to)) return []
  const isSaid = affected.every((i) => isScheduled(traffic.factsOf(i)))
  return [
    {
      ...PLAIN,
      type: 'service_tier',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: (call) => ({ ...call, serviceTier: '' }),
      range: { low: 1, high: 1 },
      action: `Send ${traffic.feature} with the standard tier instead of priority.`,
      confidence: isSaid ? 'high' : 'medium',
      reasons: [
        isSaid
          ? 'The requests say that a schedule or a queue sent them.'
          : 'No user, no session, no stream: nobody seems to wait.',
      ],
      guards: ['nobody waits: no user, no session, no stream', 'requests of the last seven days'],
      risks: ['Look whether an agreement on latency covers these requests.'],
      effort: 'XS',
      formula: 'sum over requests of (cost now - cost of the same request under the standard tier)',
    },
  ]
}
