import { isEmbeddingTraffic } from '../market/candidate-filter.ts'
import { PLAIN } from '../search/proposal.ts'
import { DAY_MS } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isInteractive, isOrdinary, isScheduled, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** After so long a job has asked all that it asks, if that never changes. */
const SETTLED_DAYS = 7
const LEAST_DAYS = 14
const SAME = 0.95
/** These ask the same on purpose. */
const ON_PURPOSE =
  /(?:^|[-_ ./])(?:eval|benchmark|regression|golden|test|smoke|canary|probe|ping|health|heartbeat|monitor|warm)/i

/**
 * A job that goes on asking what it has asked for weeks. Events do not tell whether anybody reads the answers; that
 * nothing new goes in, nobody is there and nobody scores what comes out is all that they can show.
 */
export const idleFeature: Rule = (search, traffic) => {
  const places = select(traffic, isOrdinary)
  if (places.length < traffic.count || !isLive(traffic, places, search.to)) return []
  if (isEmbeddingTraffic(search, traffic) || !isLeftAlone(traffic)) return []
  const days = (traffic.at[places.at(-1)!]! - traffic.at[places[0]!]!) / DAY_MS
  const known = countKnown(traffic, places)
  if (days < LEAST_DAYS || known.asked === 0 || known.before < SAME * known.asked) return []
  const all = search.traffic.filter(({ feature }) => feature === traffic.feature)
  if (!all.every(isLeftAlone)) return []
  return [
    {
      ...PLAIN,
      type: 'idle_feature',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected: places,
      lever: () => null,
      range: { low: 0, high: 1 },
      action: `Ask the owner of ${traffic.feature} whether anybody still needs it.`,
      confidence: 'low',
      reasons: [
        'A schedule sends it, and it asks the same as before: no user, no session, no score.',
        'Who reads the answers is not in the events: only the owner knows.',
      ],
      facts: [
        {
          name: 'Prompts that were sent a day or more before',
          value: `${known.before} of ${known.asked} after the first week`,
        },
      ],
      guards: [
        'every request of the feature is scheduled, under any model',
        'no user, no session, no stream, no score, no tools, no pilot',
        'not named as a test, an evaluation or a probe',
        'requests of the last seven days',
      ],
      risks: ['Something may depend on it that sends no events.'],
      requiresValidation: true,
      effort: 'XS',
      formula: 'sum of the cost of all requests',
    },
  ]
}

/** Nobody waits for it, and nobody looks at how good it is. */
function isLeftAlone(traffic: Traffic): boolean {
  if (ON_PURPOSE.test(traffic.feature)) return false
  for (let i = 0; i < traffic.count; i++) {
    const facts = traffic.factsOf(i)
    const isWatched = !Number.isNaN(traffic.quality[i]) || facts.evaluation || ON_PURPOSE.test(facts.task)
    if (!isScheduled(facts) || traffic.user[i] !== 0 || isInteractive(traffic, i)) return false
    // What tools and people bring in is not in the hash of a prompt.
    if (isWatched || facts.usesTools || facts.personalised) return false
  }
  return true
}

/** Of the requests after the first week, those whose prompt is a day old or more. */
function countKnown(traffic: Traffic, places: Uint32Array) {
  const firstAt = new Map<number, number>()
  const settled = traffic.at[places[0]!]! + SETTLED_DAYS * DAY_MS
  let [asked, before] = [0, 0]
  for (const i of places) {
    const [at, prompt] = [traffic.at[i]!, traffic.prompt[i]!]
    const first = prompt === 0 ? undefined : firstAt.get(prompt)
    if (prompt !== 0 && first === undefined) firstAt.set(prompt, at)
    if (at < settled) continue
    asked += 1
    if (first !== undefined && at - first >= DAY_MS) before += 1
  }
  return { asked, before }
}
