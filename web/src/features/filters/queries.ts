import { queryOptions } from '@tanstack/react-query'
import type { AnyLabel } from '#shared/api/labels.ts'
import { api } from '../../api/client.ts'
import type { RangeText } from '../../lib/range.ts'

const MOST_VALUES = '50'

/** The values a label has in the range, most expensive first. */
export function labelValuesOptions(label: AnyLabel, range: RangeText, timeZone: string) {
  return queryOptions({
    queryKey: ['label-values', label, range, timeZone],
    queryFn: ({ signal }) =>
      api.spendBy({ range, timeZone, compare: 'none', groupBy: label, limit: MOST_VALUES }, signal),
    select: ({ rows }) => rows.map(({ key, name, costUsd }) => ({ key, name, costUsd })),
  })
}
