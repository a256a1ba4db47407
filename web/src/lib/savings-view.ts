import type { OpportunityState } from '#shared/api/opportunities.ts'
import type { FlatSearch } from './search-params.ts'

/** The parts of the list, and the states in each. */
export const SAVINGS_TABS = {
  open: ['open', 'in_review'],
  accepted: ['accepted', 'piloting'],
  realised: ['realised', 'failed'],
  closed: ['dismissed', 'superseded', 'expired'],
} as const satisfies Record<string, readonly OpportunityState[]>
export type SavingsTab = keyof typeof SAVINGS_TABS

const CONFIDENCES = ['high', 'medium', 'low'] as const

/** What the URL means on Savings; null is any. */
export interface SavingsView {
  show: SavingsTab
  project: string | null
  feature: string | null
  model: string | null
  confidence: (typeof CONFIDENCES)[number] | null
}

const text = (value: string | undefined) => (value && value.length <= 256 ? value : null)

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readSavingsView({ show = '', project, feature, model, confidence }: FlatSearch): SavingsView {
  return {
    show: Object.hasOwn(SAVINGS_TABS, show) ? (show as SavingsTab) : 'open',
    project: project && /^\d{1,9}$/.test(project) ? project : null,
    feature: text(feature),
    model: text(model),
    confidence: CONFIDENCES.find((each) => each === confidence) ?? null,
  }
}

export function writeSavingsView({ show, ...filters }: SavingsView): FlatSearch {
  const set = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== null)
  return { ...(show !== 'open' && { show }), ...Object.fromEntries(set) }
}
