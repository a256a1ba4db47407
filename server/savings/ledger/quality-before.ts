import type { EvidenceArm, Finding } from '#shared/api/opportunities.ts'
import type { ScoreSums } from '../evidence/score-sums.ts'

/** Scores under the old model, of all tasks together, each as often as it was scored; null where there are none. */
export function qualityBefore({ evidence }: Finding): ScoreSums | null {
  const arms = evidence.quality.map(({ current }) => current).filter(({ scored }) => scored > 0)
  const n = arms.reduce((sum, { scored }) => sum + scored, 0)
  if (n === 0) return null
  const mean = arms.reduce((sum, arm) => sum + meanOf(arm) * arm.scored, 0) / n
  const squares = arms.reduce(
    (sum, arm) => sum + (arm.deviation ?? 0) ** 2 * (arm.scored - 1) + arm.scored * (meanOf(arm) - mean) ** 2,
    0,
  )
  const variance = n < 2 ? 0 : squares / (n - 1)
  return { n, mean, variance, isBinary: arms.every(isBinary), designEffect: 1 }
}

const meanOf = ({ meanQuality }: EvidenceArm) => meanQuality ?? 0

/** Only scores of 0 and 1 vary as much as their mean lets them. */
function isBinary(arm: EvidenceArm): boolean {
  const { scored, deviation } = arm
  const most = (meanOf(arm) * (1 - meanOf(arm)) * scored) / Math.max(1, scored - 1)
  return deviation === null || Math.abs(deviation ** 2 - most) < 1e-6
}
