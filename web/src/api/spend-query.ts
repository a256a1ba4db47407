import type { AnyLabel, GroupLabel } from '#shared/api/labels.ts'

type FilterName = GroupLabel | 'user' | 'tag'

/** Query of the routes under /v1/spend; label filters are lists in one parameter each. */
export type SpendQuery = {
  range: string
  timeZone: string
  compare: 'previous' | 'none'
  groupBy: AnyLabel
  limit: string
} & Partial<Record<FilterName | `-${FilterName}`, string>>

export type ModelsQuery = Omit<SpendQuery, 'groupBy'>
