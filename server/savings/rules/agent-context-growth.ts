import type { Lever } from '../market/call.ts'
import { isEmbeddingTraffic } from '../market/candidate-filter.ts'
import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { quantile } from '../traffic/quantile.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { findGrowth } from './find-growth.ts'
import type { Rule } from './rule.ts'

/** Fewer sessions that grow are an accident. */
const LEAST_SESSIONS = 20
/** Of the sessions that are long enough to tell. */
const LEAST_SHARE = 0.5
/** A summary holds so many times what a session begins with, and no less than so many tokens. */
const TIMES_OPENING = 4
const LEAST_POINT = 16_000

/** Sessions that send all that was said before with every request, far beyond what they began with. */
export const agentContextGrowth: Rule = (search, traffic) => {
  if (isEmbeddingTraffic(search, traffic)) return []
  const places = select(traffic, (facts) => isOrdinary(facts) && !facts.failed)
  const { sessions, growing, openings, isGrowing } = findGrowth(traffic, places)
  if (growing < LEAST_SESSIONS || growing < LEAST_SHARE * sessions) return []
  const point = Math.max(LEAST_POINT, TIMES_OPENING * quantile(openings, 0.5))
  const theirs = places.filter((i) => isGrowing(i))
  const affected = theirs.filter((i) => traffic.promptTokens(i) > point)
  if (!isLive(traffic, affected, search.to)) return []
  return [
    {
      ...PLAIN,
      type: 'agent_context_growth',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: cutTo(point),
      range: { low: 0.4, high: 1 },
      action: `Summarise the sessions of ${traffic.feature} when their prompts reach ${point} tokens.`,
      confidence: 'low',
      reasons: [
        'Worth a test: nobody has seen yet whether the work is as good with a summary.',
        'Writing a summary costs a request of its own and fills a cache anew: the range allows for it.',
      ],
      facts: [
        { name: 'Sessions that grow', value: `${growing} of ${sessions} with five requests or more` },
        { name: 'Prompt of their first request, median', value: `${quantile(openings, 0.5)} tokens` },
        { name: 'Requests beyond the point', value: `${affected.length} of ${theirs.length}` },
      ],
      histogram: promptsOf(traffic, theirs, point),
      guards: [
        'prompts rise from request to request of a session',
        'sessions that are summarised already are not counted',
        'long from the first request on is long on purpose',
        'requests of the last seven days',
      ],
      risks: ['What a summary leaves out is forgotten.'],
      requiresValidation: true,
      effort: 'M',
      formula: `sum over requests of (cost now - cost with a prompt of ${point} tokens)`,
    },
  ]
}

/** What is cheapest goes first, so that the amount is not too high: a long session is mostly read from a cache. */
const cutTo =
  (point: number): Lever =>
  (call) => {
    const cut = { ...call }
    let rest = call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h - point
    for (const part of ['cacheRead', 'input', 'cacheWrite5m', 'cacheWrite1h'] as const) {
      const less = Math.min(cut[part], Math.max(0, rest))
      cut[part] -= less
      rest -= less
    }
    return cut
  }

function promptsOf(traffic: Traffic, places: Uint32Array, point: number) {
  const bounds = [0, 0.25, 0.5, 1, 2, 4, 8].map((factor) => Math.round(factor * point))
  const counts = bounds.slice(1).map(() => 0)
  for (const i of places) {
    const bin = bounds.findLastIndex((bound) => traffic.promptTokens(i) >= bound)
    counts[Math.min(bin, counts.length - 1)]! += 1
  }
  return { title: 'Prompts of these sessions', unit: 'tokens', bounds, counts }
}
