import type { AnyLabel } from '#shared/api/labels.ts'
import { eachLabel, type LabelSet, labelSetKey, withOther } from './label-set.ts'

/** What is known of the series of a project when a new label set asks for a place. */
export interface KnownSeries {
  has(key: string): boolean
  /** Series of the project, and how many it may have. */
  count: number
  most: number
  /** Distinct values of each label. */
  valuesOf(label: AnyLabel): number
}

/** Beyond the cap, this share of it is kept for sets in which a label was replaced. */
const RESERVE = 0.1

/**
 * The label set under which an event is counted. While there is room, its own. Beyond the cap the label with the most
 * values becomes `__other__`, then the next one too, until the set is known or finds room in the reserve; what finds
 * none is counted with every label as `__other__`.
 */
export function capLabelSet(set: LabelSet, known: KnownSeries): LabelSet {
  if (known.has(labelSetKey(set)) || known.count < known.most) return set
  const labels = eachLabel(set)
    .map(({ name }) => name)
    .filter((name) => name !== 'project')
    .sort((a, b) => known.valuesOf(b) - known.valuesOf(a))
  const hasReserve = known.count < known.most * (1 + RESERVE)
  let reduced = set
  for (const label of labels) {
    reduced = withOther(reduced, label)
    if (hasReserve || known.has(labelSetKey(reduced))) return reduced
  }
  return reduced
}
