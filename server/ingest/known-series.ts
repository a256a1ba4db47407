import type { AnyLabel } from '#shared/api/labels.ts'
import { eachLabel, type LabelSet, labelSetKey } from './label-set.ts'

export interface Series {
  id: number
  labelIds: number[]
}

/** The series of one project, as far as this instance knows them. */
export interface ProjectSeries {
  byKey: Map<string, Series>
  /** Series in the database: other instances add some too. */
  count: number
  /** Distinct values of each label. */
  values: Map<AnyLabel, Set<string>>
  /** When it was last noted that a set found no place, in epoch milliseconds. */
  cappedAt: number
}

export function remember(series: ProjectSeries, set: LabelSet, stored: Series): void {
  series.byKey.set(labelSetKey(set), stored)
  for (const { name, value } of eachLabel(set)) {
    const values = series.values.get(name) ?? new Set()
    series.values.set(name, values.add(value))
  }
}
