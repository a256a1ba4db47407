import type { CostStatus } from '#shared/api/cost-status.ts'

const REASONS: Record<string, string> = {
  no_usage: 'no usage was sent',
  unknown_model: 'no price for this model',
  no_price_at_that_time: 'no price for that time',
  terms_without_price: 'no price under these terms',
  class_without_price: 'a part of the usage has no price',
}

/** Why the cost is not known, in words. */
export const reasonText = (reason: string | null) =>
  reason === null ? 'no price' : (REASONS[reason] ?? reason.replaceAll('_', ' '))

const STATUS_WORDS: Record<CostStatus, string> = {
  priced: 'priced',
  partial: 'partial',
  reported: 'reported',
  unpriced: 'no price',
  invalid: 'not readable',
}

export const statusWord = (status: CostStatus) => STATUS_WORDS[status]

/** `cacheWrite5m` is `Cache write 5m`. */
export function className(name: string): string {
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
