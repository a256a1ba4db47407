import type { Finding, OpportunityType } from '#shared/api/opportunities.ts'

/** What is done, where the model stays the same. */
const WORDS: Partial<Record<OpportunityType, string>> = {
  prompt_caching: 'cache the prompt',
  cache_write_waste: 'cache less',
  batch_api: 'send it in batches',
  service_tier: 'take a cheaper tier',
  context_tier: 'stay below the long-context price',
  residency_uplift: 'drop the region',
  agent_context_growth: 'summarise long sessions',
  idle_feature: 'ask whether it is needed',
  duplicate_requests: 'remember the answers',
  re_embedding: 'embed a text once',
  retry_waste: 'fail less often',
  truncation_waste: 'give answers more room',
  output_verbosity: 'answer as briefly as before',
  reasoning_effort: 'think less',
  self_hosting: 'host the model',
  measurement_warning: 'the scores cannot be trusted',
}

/** A line that tells opportunities apart: `faq-intent: gpt-4o to gpt-4o-mini`. */
export function titleOf({ type, scope, from, to }: Pick<Finding, 'type' | 'scope' | 'from' | 'to'>): string {
  const where = [scope.feature || 'No feature', scope.task].filter(Boolean).join(' / ')
  const isOther = to !== null && (to.model !== from.model || to.provider !== from.provider)
  const host = isOther && to.model === from.model ? ` at ${to.provider}` : ''
  const what = isOther ? `${from.model} to ${to.model}${host}` : (WORDS[type] ?? type.replaceAll('_', ' '))
  return `${where}: ${what}`
}
