import type { ListedOpportunity } from '#shared/api/savings.ts'

/** What the open opportunities about a model or a feature would save a month, in USD; for display only. */
export function sumOpen(
  opportunities: readonly ListedOpportunity[],
  label: 'model' | 'feature',
  value: string,
): number {
  return opportunities
    .filter(({ state, family }) => (state === 'open' || state === 'in_review') && family !== 'notice')
    .filter(({ scope, from }) => (label === 'model' ? from.model : scope.feature) === value)
    .reduce((sum, { savings }) => sum + Math.max(0, Number(savings.marginalUsd)), 0)
}
