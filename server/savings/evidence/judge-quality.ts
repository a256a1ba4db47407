import { lowerBound, pairedLowerBound } from './lower-bound.ts'
import { pValueOf } from './p-value.ts'
import { LEAST_SAMPLES, type ScoreSums, sumScores, Z } from './score-sums.ts'

/** One-sided 99.5 %: of many candidates that are as good, hardly one is called better. */
const Z_BETTER = 2.575829
/** A mean below says that the score is broken or the task hopeless: nothing can be compared. */
const FLOOR = 0.2

/** Scores of an arm in the order of time, and whose they are. */
export interface Scores {
  scores: ArrayLike<number>
  clusters: ArrayLike<number>
}

/** What a comparison comes to; only `holds` recommends. */
type Verdict = 'holds' | 'undecided' | 'worse' | 'drifts' | 'implausible'

export interface Judgement {
  verdict: Verdict
  method: 'newcombe' | 'welch' | 'paired'
  current: ScoreSums
  candidate: ScoreSums
  difference: number
  bound: number
  /** The candidate's scores are higher, at one-sided 99.5 %: a name for it, not a condition. */
  isBetter: boolean
  /** Of the same prompt under both; null where arms are independent. */
  differences: ScoreSums | null
  pValue: number
}

/**
 * Whether a candidate is no worse than the current model by more than the margin (non-inferiority at one-sided 97.5 %),
 * by scores of independent requests, or by the differences of pairs where the same prompts went to both.
 */
export function judgeQuality(
  current: Scores,
  candidate: Scores,
  margin: number,
  differences?: Scores,
): Judgement {
  const now = sumScores(current.scores, current.clusters)
  const then = sumScores(candidate.scores, candidate.clusters)
  const paired = differences && sumScores(differences.scores, differences.clusters)
  const boundAt = (z: number) => (paired ? pairedLowerBound(paired, z) : lowerBound(then, now, z).bound)
  const method = paired ? 'paired' : lowerBound(then, now).method
  const bound = boundAt(Z)
  const difference = paired ? paired.mean : then.mean - now.mean
  const n = paired ? paired.n : then.n
  const holds = bound > -margin && n >= LEAST_SAMPLES
  return {
    verdict: verdictOf({ now, then, holds, difference, margin, drift: driftOf(candidate, now, margin) }),
    method,
    current: now,
    candidate: then,
    difference,
    bound,
    isBetter: boundAt(Z_BETTER) > 0 && n >= LEAST_SAMPLES,
    differences: paired ?? null,
    pValue: n >= LEAST_SAMPLES ? pValueOf(boundAt, margin) : 1,
  }
}

type Drift = 'none' | 'maybe' | 'clear'

interface Facts {
  now: ScoreSums
  then: ScoreSums
  holds: boolean
  difference: number
  margin: number
  drift: Drift
}

function verdictOf({ now, then, holds, difference, margin, drift }: Facts): Verdict {
  if (isImplausible(now)) return 'implausible'
  if (drift === 'clear') return 'drifts'
  if (holds) return drift === 'none' ? 'holds' : 'undecided'
  const isWorse = (then.n >= 30 && difference <= -margin) || isClearlyWorse(now, then, margin)
  return isWorse ? 'worse' : 'undecided'
}

/** A score that is low for every answer, or the same for every answer, cannot tell two models apart. */
export const isImplausible = (scores: ScoreSums): boolean =>
  isHopeless(scores) || (scores.n >= LEAST_SAMPLES && scores.variance === 0)

/** Nearly every answer is wrong, or whoever scores them is. */
export const isHopeless = ({ n, mean }: ScoreSums): boolean => n >= LEAST_SAMPLES && mean < FLOOR

/** Worse at one-sided 97.5 %: by however little where scores are many, by the margin where they are few. */
function isClearlyWorse(now: ScoreSums, then: ScoreSums, margin: number): boolean {
  const least = then.n >= LEAST_SAMPLES ? 0.01 : margin
  return then.n > 0 && now.mean - then.mean > least && lowerBound(now, then).bound > 0
}

/**
 * Whether the last third of the pilot is below what would be accepted: `clear` where the fall from the first two thirds
 * is more than chance, `maybe` where so few scores may be low by accident.
 */
function driftOf({ scores }: Scores, now: ScoreSums, margin: number): Drift {
  const third = Math.floor(scores.length / 3)
  if (third < 10) return 'none'
  const all = Array.from(scores)
  const last = sumScores(all.slice(-third))
  if (last.mean >= now.mean - margin) return 'none'
  return lowerBound(sumScores(all.slice(0, -third)), last).bound > 0 ? 'clear' : 'maybe'
}
