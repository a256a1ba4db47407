import { lowerBound } from '../evidence/lower-bound.ts'
import { sumScores } from '../evidence/score-sums.ts'
import { PLAIN, type Proposal } from '../search/proposal.ts'
import { DAY_MS, marginFor, type Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { mean, pick } from '../traffic/quantile.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { type ChangePoint, findChange } from './find-change.ts'
import type { Rule } from './rule.ts'

/** Standard errors by which longer answers have to be better. */
const CLEAR = 2.58
/** Longer by less is no change of the prompt. */
const LONGER = 1.3
/** Prompts that grew as well: the work has changed, not its wording. */
const SAME_WORK = 1.2

/** Answers that have grown since some day, without being better. */
export const outputVerbosity: Rule = (search, traffic) =>
  [...byTask(traffic)].flatMap(([task, places]) => {
    const healthy = places.filter((i) => !traffic.factsOf(i).failed)
    const change = findChange(traffic, healthy)
    const proposal = change && propose(search, traffic, task, change)
    return proposal ? [proposal] : []
  })

function propose(search: Search, traffic: Traffic, task: string, change: ChangePoint): Proposal | undefined {
  const { before, after, since, version } = change
  const visible = (places: Uint32Array) =>
    mean(Float64Array.from(places, (i) => traffic.output[i]! - traffic.reasoning[i]!))
  const prompts = (places: Uint32Array) => mean(Float64Array.from(places, (i) => traffic.promptTokens(i)))
  const [was, is] = [visible(before), visible(after)]
  const isSameWork =
    prompts(after) <= SAME_WORK * prompts(before) && prompts(after) >= prompts(before) / SAME_WORK
  if (is <= LONGER * was || !isSameWork || search.to - traffic.at[after.at(-1)!]! >= 7 * DAY_MS)
    return undefined
  if (!isLive(traffic, Uint32Array.from([...before, ...after]), search.to)) return undefined
  const quality = compareScores(traffic, before, after, marginFor(search, traffic.feature, task))

  if (quality === 'better') return undefined
  const ratio = was / is
  const tasks = [...byTask(traffic).keys()]
  return {
    ...PLAIN,
    type: 'output_verbosity',
    scope: scopeOf(traffic, tasks.length === 1 ? tasks : [task]),
    traffic,
    affected: after,
    overDays: Math.max(1, (search.to - since) / DAY_MS),
    lever: (call) => {
      const shown = call.output - call.reasoning
      return { ...call, output: call.reasoning + Math.round(shown * ratio) }
    },
    action: `Bring the answers of ${traffic.feature} back to the length that they had before ${new Date(since).toISOString().slice(0, 10)}.`,
    confidence: quality === 'same' ? 'medium' : 'low',
    reasons: [
      quality === 'same'
        ? 'The scores did not get better with the length.'
        : 'Without scores nobody can say whether the longer answers are better.',
    ],
    facts: [
      { name: 'Answer, mean', value: `${was.toFixed(0)} tokens before, ${is.toFixed(0)} since` },
      ...(version === '' ? [] : [{ name: 'Prompt version since', value: version }]),
    ],
    guards: ['prompts did not change in length', 'one task by itself, so a change of the mix is no change'],
    requiresValidation: quality !== 'same',
    effort: 'S',
    formula: `sum since the change of output price x visible output x ${(1 - ratio).toFixed(3)}, for 30 days`,
  }
}

function compareScores(
  traffic: Traffic,
  before: Uint32Array,
  after: Uint32Array,
  margin: number,
): 'better' | 'same' | 'unknown' {
  const [was, is] = [before, after].map((places) =>
    sumScores(
      pick(
        traffic.quality,
        places.filter((i) => !Number.isNaN(traffic.quality[i])),
      ),
    ),
  )
  if (was!.n < 30 || is!.n < 30) return 'unknown'
  // Better by so little that it may be chance is no reason to pay for it.
  return lowerBound(is!, was!, CLEAR).bound > 0 || is!.mean - was!.mean > margin ? 'better' : 'same'
}
