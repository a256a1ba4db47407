import { type ScoreSums, Z } from './score-sums.ts'
import { wilson } from './wilson.ts'

/** Newcombe's hybrid score bound of candidate minus current, for independent arms of 0/1 scores (1998, method 10). */
export function newcombeLowerBound(candidate: Proportion, current: Proportion, z = Z): number {
  const below = candidate.p - wilson(candidate.p, candidate.n, z).low
  const above = wilson(current.p, current.n, z).high - current.p
  return candidate.p - current.p - Math.sqrt(below ** 2 + above ** 2)
}

interface Proportion {
  p: number
  n: number
}

/** Welch's bound for independent arms of any scores; a variance is at least 1/n, for a few equal scores prove nothing. */
export function welchLowerBound(candidate: ScoreSums, current: ScoreSums, z = Z): number {
  const error = Math.sqrt(errorOfMean(candidate) + errorOfMean(current))
  return candidate.mean - current.mean - z * error
}

const errorOfMean = ({ n, variance, designEffect }: ScoreSums) =>
  (Math.max(variance, 1 / n) * designEffect) / n

/** The bound of the mean of differences between two answers to the same prompt. */
export function pairedLowerBound({ n, mean, variance, designEffect }: ScoreSums, z = Z): number {
  return mean - z * Math.sqrt((Math.max(variance, 1 / n) * designEffect) / n)
}

/** The bound by the method that fits the scores of both arms. */
export function lowerBound(
  candidate: ScoreSums,
  current: ScoreSums,
  z = Z,
): { method: 'newcombe' | 'welch'; bound: number } {
  if (!candidate.isBinary || !current.isBinary)
    return { method: 'welch', bound: welchLowerBound(candidate, current, z) }
  const bound = newcombeLowerBound(toProportion(candidate), toProportion(current), z)
  return { method: 'newcombe', bound }
}

/** Scores that resemble each other count as fewer. */
const toProportion = ({ mean, n, designEffect }: ScoreSums) => ({ p: mean, n: n / designEffect })
