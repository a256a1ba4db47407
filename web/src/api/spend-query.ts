import type { AnyLabel, GroupLabel } from '#shared/api/labels.ts'

type FilterName = GroupLabel | 'user' | 'tag'

/** Query of the routes under /v1/spend; label filters are lists in one parameter each. */
export type SpendQuery = SpendRangeQuery & {
  compare: 'previous' | 'none'
  groupBy: AnyLabel
  limit: string
}

export type ModelsQuery = Omit<SpendQuery, 'groupBy'>

/** What is asked about all spend of a range, and of the current month. */
export type SpendRangeQuery = SpendMonthQuery & { range: string }
export type SpendMonthQuery = { timeZone: string } & Partial<Record<FilterName | `-${FilterName}`, string>>
