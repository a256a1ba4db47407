import type { BudgetScope } from '#shared/api/budgets.ts'

/** A scope in words, such as "production · team search or ranking"; "everything" without one. */
export function describeScope(scope: BudgetScope): string {
  const parts = Object.entries(scope).map(([label, values]) => {
    const words = values!.map((value) => (value === '' ? 'none' : value)).join(' or ')
    return label === 'environment' || label === 'model' ? words : `${label.replace(/^tag:/, '')} ${words}`
  })
  return parts.join(' · ') || 'everything'
}
