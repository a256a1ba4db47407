import type { GroupLabel } from '#shared/api/labels.ts'

/** Query of the routes under /v1/spend; label filters are lists in one parameter each. */
export type SpendQuery = {
  range: string
  timeZone: string
  compare: 'previous' | 'none'
  groupBy: GroupLabel
  limit: string
} & Partial<Record<GroupLabel | `-${GroupLabel}`, string>>
