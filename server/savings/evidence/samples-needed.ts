import { Z } from './score-sums.ts'

/** 80 % power. */
const Z_POWER = 0.841621

/**
 * Scores that a pilot needs to prove at one-sided 97.5 % with 80 % power that it is not worse by `margin`, if in truth
 * it is not worse at all. `current` is how many scores the other arm has. Infinite where that arm is too small.
 */
export function samplesNeeded(variance: number, margin: number, current = Number.POSITIVE_INFINITY): number {
  const square = (Z + Z_POWER) ** 2 * variance
  const left = margin ** 2 - square / current
  return left > 0 ? Math.ceil(square / left) : Number.POSITIVE_INFINITY
}
