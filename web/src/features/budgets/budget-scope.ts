import type { Budget, BudgetScope } from '#shared/api/budgets.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import { labelNoun, labelTitle, valueName } from '../../lib/labels.ts'
import { isAnyLabel, type LabelFilter } from '../../lib/search-params.ts'

export function toFilters(scope: BudgetScope): LabelFilter[] {
  return Object.entries(scope).flatMap(([label, values]) =>
    isAnyLabel(label) && values ? [{ label, exclude: false, values }] : [],
  )
}

export const toScope = (filters: readonly LabelFilter[]): Record<string, string[]> =>
  Object.fromEntries(filters.map(({ label, values }) => [label, values]))

/** The scope as filters of other pages, with the project. */
export function scopeFilters({ projectId, scope }: Pick<Budget, 'projectId' | 'scope'>): LabelFilter[] {
  const project: LabelFilter[] =
    projectId === null ? [] : [{ label: 'project', exclude: false, values: [projectId] }]
  return [...project, ...toFilters(scope)]
}

/** `Shop · team search · model gpt-5 or gpt-5-mini`, and for groups `each team`. */
export function scopeText(budget: Pick<Budget, 'projectName' | 'scope' | 'groupBy'>): string {
  const { projectName, scope, groupBy } = budget
  const filters = toFilters(scope).map(
    ({ label, values }) =>
      `${labelTitle(label).toLowerCase()} ${values.map((value) => valueName(value, label)).join(' or ')}`,
  )
  return [projectName ?? 'All projects', ...filters, ...(groupBy ? [`each ${labelNoun(groupBy)}`] : [])].join(
    ' · ',
  )
}

/** What a group is called; its key may be an id, or say that there is no value. */
export const groupName = (name: string, label: AnyLabel) =>
  name === '__other__' ? `All other ${labelNoun(label, 2)}` : valueName(name, label)
