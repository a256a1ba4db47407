import { plannedSamples, samplesNeeded } from './samples-needed.ts'
import { LEAST_SAMPLES, type ScoreSums } from './score-sums.ts'

interface Tested {
  current: ScoreSums
  candidate: ScoreSums
  /** Of pairs, where these decide. */
  differences: ScoreSums | null
  margin: number
  /** Of the bound that has to hold. */
  z: number
}

/**
 * Scores that a pilot still lacks to pass in four of five cases, if its model is in truth as good. Null where more would
 * not help.
 */
export function missingScores({ current, candidate, differences, margin, z }: Tested): number | null {
  const done = (differences ?? candidate).n
  const needed = differences
    ? plannedSamples(varianceOf(differences) * differences.designEffect, margin, undefined, z)
    : samplesNeeded({ current: toPlan(current), margin, z })
  return Number.isFinite(needed) ? Math.max(0, Math.max(LEAST_SAMPLES, needed) - done) : null
}

/** So few scores of the current model may all be equal by accident. */
const toPlan = (current: ScoreSums): ScoreSums => {
  const mean = current.isBinary ? (current.mean * current.n + 1) / (current.n + 2) : current.mean
  const variance = current.isBinary ? mean * (1 - mean) : varianceOf(current)
  return { ...current, n: Math.max(1, current.n), mean, variance }
}

const varianceOf = ({ variance, n }: ScoreSums) => Math.max(variance, 1 / Math.max(1, n))
