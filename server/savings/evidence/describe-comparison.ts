import type { QualityEvidence } from '#shared/api/opportunities.ts'
import type { Comparison } from './compare-arms.ts'
import { evidenceArm } from './evidence-arm.ts'

/** A comparison as a card shows it; undefined where there are no scores. */
export function describeComparison({
  task,
  current,
  candidate,
  judgement,
  margin,
  holds,
  missing,
}: Comparison): QualityEvidence | undefined {
  if (!judgement) return undefined
  const { method, difference, bound, differences } = judgement
  return {
    task,
    method,
    current: evidenceArm(current.traffic, current.places),
    candidate: evidenceArm(candidate.traffic, candidate.places),
    difference,
    lowerBound: bound,
    margin,
    pairs: differences?.n ?? null,
    holds,
    samplesNeeded: missing ?? 0,
  }
}
