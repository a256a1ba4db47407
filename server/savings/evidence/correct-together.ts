import type { Comparison } from './compare-arms.ts'
import { ALPHA, holm } from './holm.ts'
import { missingScores } from './missing-scores.ts'
import { zOf } from './normal.ts'
import { LEAST_SAMPLES } from './score-sums.ts'

/**
 * Holm's correction over everything that was compared in one search: what holds, holds together. What does not hold
 * yet is told how many scores it needs beside the others.
 */
export function correctTogether(comparisons: readonly Comparison[]): void {
  const judged = comparisons.filter(({ judgement }) => judgement)
  const tested = judged.filter(({ judgement }) => judgement!.candidate.n >= LEAST_SAMPLES)
  const holds = holm(tested.map(({ judgement }) => judgement!.pValue))
  for (const [i, comparison] of tested.entries())
    comparison.holds = holds[i]! && comparison.judgement!.verdict === 'holds'
  const surer = holds.filter(Boolean).length
  for (const comparison of judged) {
    if (comparison.holds) {
      comparison.missing = 0
      continue
    }
    const beside = Math.max(1, tested.length + Number(!tested.includes(comparison)) - surer)
    const { judgement, margin } = comparison
    comparison.missing = missingScores({ ...judgement!, margin, z: zOf(ALPHA / beside) })
  }
}
