import type { Filter } from '#server/analytics/filters.ts'
import type { CountedBudget } from '#shared/api/budgets.ts'
import type { AnyLabel } from '#shared/api/labels.ts'

/** What a budget counts, as analytics asks for it; `group` narrows it to one of its groups. */
export function scopeFilters(
  { projectId, scope, groupBy }: Pick<CountedBudget, 'projectId' | 'scope' | 'groupBy'>,
  group: string | null = null,
): Filter[] {
  const keep = (label: AnyLabel, values: string[]): Filter => ({ label, keep: true, values })
  return [
    ...Object.entries(scope).map(([label, values]) => keep(label as AnyLabel, values!)),
    ...(projectId ? [keep('project', [projectId])] : []),
    ...(groupBy && group !== null ? [keep(groupBy, [group])] : []),
  ]
}
