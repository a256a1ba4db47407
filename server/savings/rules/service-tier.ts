import { tierOf } from '../market/call.ts'
import { isCheaperAs, isStandard } from '../market/sold-tier.ts'
import { PLAIN, type Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isInteractive, isOrdinary, isScheduled, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** Paying for speed where nobody waits: priority first, then the standard tier where flex is sold. */
export const serviceTier: Rule = (search, traffic) => {
  const slower = withoutPriority(search, traffic)
  return slower.length > 0 ? slower : asFlex(search, traffic)
}

function withoutPriority(search: Search, traffic: Traffic): Proposal[] {
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
      ...(isSaid ? SAID : search.traffic.some(namesSomebody) ? NOBODY_NAMED : NOBODY_EVER_NAMED),
      guards: ['nobody waits: no user, no session, no stream', 'requests of the last seven days'],
      risks: ['Look whether an agreement on latency covers these requests.'],
      effort: 'XS',
      formula: 'sum over requests of (cost now - cost of the same request under the standard tier)',
    },
  ]
}

const SAID = {
  confidence: 'high' as const,
  reasons: ['The requests say that a schedule or a queue sent them.'],
}
const NOBODY_NAMED = {
  confidence: 'medium' as const,
  reasons: ['No user, no session, no stream: nobody seems to wait.'],
}
const NOBODY_EVER_NAMED = {
  confidence: 'low' as const,
  reasons: [
    'No request of this project names a user, a session or a stream: somebody may wait all the same.',
  ],
  requiresValidation: true,
}

const namesSomebody = (traffic: Traffic): boolean =>
  traffic.user.some((user) => user !== 0) ||
  traffic.session.some((session) => session !== 0) ||
  select(traffic, ({ streamed }) => streamed).length > 0

/** Flex answers one request after the other, so it serves jobs of many steps, which a batch does not. */
function asFlex(search: Search, traffic: Traffic): Proposal[] {
  const { market, to } = search
  if (!isCheaperAs(market, traffic, 'flex', to)) return []
  const hasBatch = isCheaperAs(market, traffic, 'batch', to)
  const affected = select(
    traffic,
    (facts, i) =>
      isOrdinary(facts) &&
      isStandard(facts) &&
      isScheduled(facts) &&
      !facts.streamed &&
      (!hasBatch || traffic.session[i] !== 0),
  )
  if (!isLive(traffic, affected, to)) return []
  const hasSteps = affected.some((i) => traffic.session[i] !== 0)
  return [
    {
      ...PLAIN,
      type: 'service_tier',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: (call) => ({ ...call, serviceTier: 'flex' }),
      range: { low: 0.9, high: 1 },
      action: `Send ${traffic.feature} with the flex tier.`,
      confidence: hasSteps ? 'medium' : 'high',
      reasons: [
        ...SAID.reasons,
        ...(hasSteps ? ['They belong to sessions: each step waits for the one before.'] : []),
      ],
      guards: [
        'a schedule or a queue sent every one of them, and none is streamed',
        'requests of the last seven days',
      ],
      risks: ['Flex takes longer, and refuses requests when there is no room: send those again.'],
      effort: 'XS',
      formula: 'sum over requests of (cost now - cost of the same request under the flex tier)',
    },
  ]
}
