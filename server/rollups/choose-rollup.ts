import type { GroupLabel } from '#shared/api/labels.ts'

export type Rollup = 'label' | 'series' | 'events'

/**
 * Which table answers a question exactly. Label rollups know every 15 minutes but one label at a time
 * (and always the project); series rollups know every label but whole UTC days only; events know all.
 */
export function chooseRollup(question: { labels: readonly GroupLabel[]; wholeUtcDays: boolean }): Rollup {
  const labels = new Set(question.labels.filter((label) => label !== 'project'))
  if (labels.size <= 1) return 'label'
  return question.wholeUtcDays ? 'series' : 'events'
}
