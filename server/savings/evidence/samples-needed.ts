import { type Pilot, passRate } from './pass-rate.ts'
import { Z } from './score-sums.ts'

/** 80 % power. */
const POWER = 0.8
const Z_POWER = 0.841621
/** Nobody runs a longer pilot. */
const MOST = 1_000_000

/**
 * The textbook's number of scores that a pilot needs to prove, one-sided with 80 % power, that it is not worse by
 * `margin`, if in truth it is not worse at all. `current` is how many scores the other arm has; infinite where that arm
 * is too small for any pilot.
 */
export function plannedSamples(
  variance: number,
  margin: number,
  current = Number.POSITIVE_INFINITY,
  z = Z,
): number {
  const square = (z + Z_POWER) ** 2 * variance
  const left = margin ** 2 - square / current
  return left > 0 ? Math.ceil(square / left) : Number.POSITIVE_INFINITY
}

/**
 * The number that the rule itself passes in four of five pilots: its bound is more careful than the textbook's, and it
 * looks at the last third of the pilot as well. Infinite where no pilot could.
 */
export function samplesNeeded(pilot: Omit<Pilot, 'samples'>): number {
  const enough = (samples: number) => passRate({ ...pilot, samples }) >= POWER
  let [few, many] = [1, 128]
  while (!enough(many)) {
    few = many
    many *= 2
    if (many > MOST) return Number.POSITIVE_INFINITY
  }
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2)
    if (enough(middle)) many = middle
    else few = middle
  }
  return many
}
