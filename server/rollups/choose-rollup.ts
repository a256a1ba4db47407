import type { AnyLabel } from '#shared/api/labels.ts'
import type { ReadFrom } from '#shared/api/spend.ts'

interface Question {
  /** What the answer is grouped and filtered by. */
  labels: readonly AnyLabel[]
  /** Whether it asks for whole days of the installation's zone. */
  wholeDays: boolean
  /** Tags that are not labels of all series for all of the time: only events know them. */
  unknownTags: readonly AnyLabel[]
}

/**
 * The smallest table that answers a question exactly. Every rollup knows the project. Label rollups know one more
 * label, each 15 minutes or each day; series rollups know all labels by day; user rollups know users by day.
 */
export function chooseRollup({ labels, wholeDays, unknownTags }: Question): ReadFrom {
  const asked = new Set<AnyLabel>(labels.filter((label) => label !== 'project'))
  if (unknownTags.some((tag) => asked.has(tag))) return 'events'
  if (asked.has('user')) return asked.size === 1 && wholeDays ? 'userDays' : 'events'
  if (asked.size <= 1) return wholeDays ? 'labelDays' : 'labels'
  return wholeDays ? 'seriesDays' : 'events'
}
