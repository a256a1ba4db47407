import type { AlertRule, RuleKind } from '#shared/api/alert-rules.ts'
import { percent, plural, usd } from '../../lib/format.ts'

export const RULE_KINDS: readonly RuleKind[] = ['daily_overrun', 'silence', 'unpriced_share', 'stale_prices']

export const RULE_NAMES: Record<RuleKind, string> = {
  daily_overrun: 'Spike',
  silence: 'Silence',
  unpriced_share: 'Requests without a cost',
  stale_prices: 'Old prices',
}

export const RULE_HINTS: Record<RuleKind, string> = {
  daily_overrun: 'A day costs far more than days usually do',
  silence: 'A project that usually sends events has stopped',
  unpriced_share: 'Too many requests have no price',
  stale_prices: 'Nobody has checked the catalogue for long',
}

/** When it fires, in one sentence. */
export function ruleSentence(rule: AlertRule): string {
  switch (rule.kind) {
    case 'daily_overrun': {
      const { factor, floorUsd, minimumRequests } = rule.settings
      return `A day costs ${factor} times the usual, at least ${usd(floorUsd)} by ${minimumRequests} requests`
    }
    case 'silence':
      return `No event for ${rule.settings.hours} ${plural(rule.settings.hours, 'hour')}`
    case 'unpriced_share': {
      const { share, minimumRequests } = rule.settings
      return `${percent(share).replace('.0%', '%')} of a day's requests have no cost, of at least ${minimumRequests}`
    }
    case 'stale_prices':
      return `Prices were checked more than ${rule.settings.days} ${plural(rule.settings.days, 'day')} ago`
    default:
      return rule satisfies never
  }
}
