import type { Search } from '../search/search.ts'
import { marginFor } from '../search/search.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { meanCost } from './evidence-arm.ts'
import { type Judgement, judgeQuality, type Scores } from './judge-quality.ts'
import { LEAST_SAMPLES } from './score-sums.ts'

/** Requests of one kind: those of a model, or of an effort of it. */
export interface Arm {
  traffic: Traffic
  places: Uint32Array
}

/** The present way of a task held against another one that some of its requests went. */
export interface Comparison {
  task: string
  /** '' for another model; else the lower reasoning effort of the same one. */
  effort: string
  current: Arm
  candidate: Arm
  margin: number
  /** Undefined: one side has no scores. */
  judgement: Judgement | undefined
  /** Holds together with all else that was tested in the same run. */
  holds: boolean
  /** Scores of the candidate (pairs, where they decide) that are still missing; null where more would not help. */
  missing: number | null
}

/** Every task of a model held against the cheaper ways that were tried. */
export function compareTraffic(search: Search, traffic: Traffic): Comparison[] {
  const others = search.traffic.filter(
    (other) =>
      other !== traffic &&
      other.feature === traffic.feature &&
      other.environment === traffic.environment &&
      other.work === traffic.work,
  )
  return [...byTask(traffic)].flatMap(([task, places]) => {
    const current = { traffic, places }
    const models = others.map((other) => ({ effort: '', arm: armOf(other, task) }))
    const efforts = effortsOf(traffic, task)
    const main = commonEffort(traffic, places)
    const lower = efforts
      .filter((effort) => effort !== main)
      .map((effort) => ({ effort, arm: armOf(traffic, task, effort) }))
    return [...models, ...lower]
      .filter(({ arm }) => arm.places.length > 0 && isCheaper(current, arm))
      .map(({ effort, arm }) => {
        const isSame = effort !== ''
        const rest = isSame ? withoutEffort(current, effort) : current
        return compareArms(search, { task, effort, current: rest, candidate: arm })
      })
  })
}

/** All that a model answered of a task, in pilots and elsewhere; offline evaluations are other traffic. */
function armOf(traffic: Traffic, task: string, effort?: string): Arm {
  const places = select(
    traffic,
    (facts) =>
      facts.task === task && !facts.evaluation && (effort === undefined || facts.reasoningEffort === effort),
  )
  return { traffic, places }
}

const withoutEffort = ({ traffic, places }: Arm, effort: string): Arm => ({
  traffic,
  places: places.filter((i) => traffic.factsOf(i).reasoningEffort !== effort),
})

/** The efforts that requests of a task were answered with. */
function effortsOf(traffic: Traffic, task: string): string[] {
  const places = select(traffic, (facts) => facts.task === task && facts.reasoningEffort !== '')
  return [...new Set(Array.from(places, (i) => traffic.factsOf(i).reasoningEffort))]
}

/** What most of the ordinary requests are answered with. */
export function commonEffort(traffic: Traffic, places: Uint32Array): string {
  const counts = new Map<string, number>()
  for (const i of places) {
    const { reasoningEffort } = traffic.factsOf(i)
    counts.set(reasoningEffort, (counts.get(reasoningEffort) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** By what requests really cost: a lower list price proves nothing. */
function isCheaper(current: Arm, candidate: Arm): boolean {
  const [now, then] = [current, candidate].map(({ traffic, places }) => meanCost(traffic, places))
  return now != null && then != null && then < now
}

/** By their scores: of pairs where enough prompts were answered by both. */
export function compareArms(
  search: Search,
  { task, effort, current, candidate }: Pick<Comparison, 'task' | 'effort' | 'current' | 'candidate'>,
): Comparison {
  const margin = marginFor(search, current.traffic.feature, task)
  const [now, then] = [scoresOf(current), scoresOf(candidate)]
  const pairs = differencesOf(current, candidate)
  const judgement =
    now.scores.length > 0 && then.scores.length > 0
      ? judgeQuality(now, then, margin, pairs.scores.length >= LEAST_SAMPLES ? pairs : undefined)
      : undefined
  return { task, effort, current, candidate, margin, judgement, holds: false, missing: null }
}

function scoresOf({ traffic, places }: Arm): Scores {
  const scored = places.filter((i) => !Number.isNaN(traffic.quality[i]))
  return {
    scores: Array.from(scored, (i) => traffic.quality[i]!),
    clusters: Array.from(scored, (i) => clusterOf(traffic, i)),
  }
}

const clusterOf = (traffic: Traffic, i: number) => traffic.user[i] || traffic.session[i]!

/** Candidate minus current wherever both answered the same prompt, each prompt once. */
function differencesOf(current: Arm, candidate: Arm): Scores {
  const byPrompt = new Map<number, number>()
  for (const i of current.places) {
    const prompt = current.traffic.prompt[i]!
    const quality = current.traffic.quality[i]!
    if (prompt !== 0 && !Number.isNaN(quality) && !byPrompt.has(prompt)) byPrompt.set(prompt, quality)
  }
  const scores: number[] = []
  const clusters: number[] = []
  for (const i of candidate.places) {
    const prompt = candidate.traffic.prompt[i]!
    const quality = candidate.traffic.quality[i]!
    const now = byPrompt.get(prompt)
    if (prompt === 0 || now === undefined || Number.isNaN(quality)) continue
    byPrompt.delete(prompt)
    scores.push(quality - now)
    clusters.push(clusterOf(candidate.traffic, i))
  }
  return { scores, clusters }
}

/** Requests that the candidate would take over: ordinary ones that are not held back to be compared with it. */
export const movable = ({ current, candidate }: Comparison): Uint32Array => {
  const isMoved = select(candidate.traffic, ({ routedFrom }) => routedFrom !== '').length > 0
  return current.places.filter((i) => {
    const facts = current.traffic.factsOf(i)
    return isOrdinary(facts) && !(isMoved && facts.experiment === 'control')
  })
}
