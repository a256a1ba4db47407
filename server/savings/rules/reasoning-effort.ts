import { type Comparison, commonEffort, movable } from '../evidence/compare-arms.ts'
import { describeComparison } from '../evidence/describe-comparison.ts'
import type { Lever } from '../market/call.ts'
import { PLAIN, type Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { mean, pick } from '../traffic/quantile.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'
import { reasoningShare } from './traffic-kind.ts'
import { signed } from './tried-models.ts'

/** Aider polyglot, gpt-5: 29.08 against 17.69 USD at 88.0 and 86.7 %. */
const HIGH_TO_MEDIUM = 0.608

/** Less thinking by the same model, as a pilot shows it; without one from a published curve, worth a test. */
export const reasoningEffort: Rule = (search, traffic, comparisons) => {
  const tried = comparisons.filter(({ effort }) => effort !== '')
  if (tried.length > 0) return tried.flatMap((each) => fromPilot(search, each))
  return untried(search, traffic)
}

function fromPilot(search: Search, comparison: Comparison): Proposal[] {
  const { current, candidate, effort, task, judgement, holds, missing } = comparison
  const affected = movable(comparison)
  if (!judgement || !isLive(current.traffic, affected, search.to)) return []
  if (judgement.verdict !== 'holds' && judgement.verdict !== 'undecided') return []
  const isProven = holds
  const [now, then] = [current, candidate].map(({ traffic, places }) => mean(pick(traffic.reasoning, places)))
  if (now! <= 0 || then! >= now!) return []
  const ratio = then! / now!
  const traffic = current.traffic
  const tasks = isWhole(traffic, task) ? byTask(traffic).keys() : [task]
  return [
    {
      ...PLAIN,
      type: 'reasoning_effort',
      scope: scopeOf(traffic, tasks),
      traffic,
      affected,
      lever: thinkLess(ratio),
      action: `Set the reasoning effort of ${traffic.model} for ${traffic.feature} to ${effort}.`,
      confidence: isProven ? 'high' : 'low',
      reasons: [
        `Mean score ${signed(judgement.difference)} at ${effort} with ${judgement.candidate.n} scores; at worst ${signed(judgement.bound)}.`,
      ],
      facts: [
        {
          name: 'Reasoning tokens a request',
          value: `${Math.round(now!)} now, ${Math.round(then!)} at ${effort}`,
        },
      ],
      quality: [describeComparison(comparison)!],
      guards: ['requests of the last seven days'],
      requiresValidation: !isProven,
      samplesNeeded: isProven ? null : missing,
      effort: 'XS',
      formula: `sum over requests of output price x (reasoning now - reasoning x ${ratio.toFixed(3)})`,
    },
  ]
}

const isWhole = (traffic: Traffic, task: string) => [...byTask(traffic).keys()].every((each) => each === task)

const thinkLess =
  (ratio: number): Lever =>
  (call) => {
    const reasoning = Math.round(call.reasoning * ratio)
    return { ...call, reasoning, output: call.output - call.reasoning + reasoning }
  }

/** Another effort of the model was used for this work, here or in another environment: what came of it is known. */
const isOtherTried = (search: Search, { feature, provider, model }: Traffic, effort: string): boolean =>
  search.traffic.some(
    (each) =>
      each.feature === feature &&
      each.provider === provider &&
      each.model === model &&
      select(each, ({ reasoningEffort }) => reasoningEffort !== '' && reasoningEffort !== effort).length > 0,
  )

function untried(search: Search, traffic: Traffic): Proposal[] {
  const places = select(traffic, isOrdinary)
  const effort = commonEffort(traffic, places)
  const thinksHard = ['high', 'xhigh', 'max'].includes(effort)
  if (!thinksHard || reasoningShare(traffic, places) < 0.5 || !isLive(traffic, places, search.to)) return []
  if (isOtherTried(search, traffic, effort)) return []
  const affected = places.filter((i) => traffic.factsOf(i).reasoningEffort === effort)
  return [
    {
      ...PLAIN,
      type: 'reasoning_effort',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: thinkLess(HIGH_TO_MEDIUM),
      range: { low: thinkLess(0.8), high: thinkLess(0.45) },
      action: `Try a lower reasoning effort of ${traffic.model} for ${traffic.feature}.`,
      confidence: 'low',
      reasons: [
        'Worth a test: in a published run from high to medium the cost fell by 39 %, the score by 1.3 points.',
      ],
      guards: ['requests of the last seven days'],
      requiresValidation: true,
      samplesNeeded: 100,
      effort: 'XS',
      formula: `sum over requests of output price x reasoning x ${(1 - HIGH_TO_MEDIUM).toFixed(3)}`,
    },
  ]
}
