import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import {
  CONFIDENCES,
  type Finding,
  OPPORTUNITY_STATES,
  OPPORTUNITY_TYPES,
  type OpportunityState,
} from './opportunities.ts'
import { listParam } from './spend.ts'

const projectId = z.string().regex(/^\d{1,9}$/)
const text = (max: number) => z.string().trim().min(1).max(max).refine(isCleanText, 'has control characters')

export const ListOpportunitiesQuery = z.strictObject({
  project: projectId.optional(),
  state: listParam.pipe(z.array(z.enum(OPPORTUNITY_STATES))).optional(),
  type: listParam.pipe(z.array(z.enum(OPPORTUNITY_TYPES))).optional(),
  feature: listParam.optional(),
  /** The model that is used now. */
  model: listParam.optional(),
  confidence: listParam.pipe(z.array(z.enum(CONFIDENCES))).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type ListOpportunitiesQuery = z.output<typeof ListOpportunitiesQuery>

/** A card of the list. Amounts are USD as decimal strings. */
export interface ListedOpportunity
  extends Pick<
    Finding,
    | 'type'
    | 'family'
    | 'scope'
    | 'from'
    | 'to'
    | 'action'
    | 'savings'
    | 'confidence'
    | 'effort'
    | 'requiresValidation'
    | 'samplesNeeded'
    | 'deadline'
    | 'eventCount'
  > {
  id: string
  projectId: string
  projectName: string
  state: OpportunityState
  title: string
  /** What was promised for a month when it was accepted; null while nobody has. */
  acceptedUsdMonthly: string | null
  /** What it has saved so far by its ledger; null: nothing was counted yet. */
  realisedUsd: string | null
  owner: string | null
  /** `2026-12-31` */
  targetDate: string | null
  reason: string | null
  dismissedUntil: string | null
  firstSeenAt: string
  lastSeenAt: string
  stateChangedAt: string
}

/** Over everything that may be seen in the project, whatever the list is filtered by. */
export interface SavingsTotals {
  /** Open and in review, a month: marginal savings, which do not overlap. */
  claimedUsdMonthly: string
  /** Those that save: a warning does not, nor a move that a shutdown forces at a higher price. */
  claimed: number
  /** Accepted and being tried, a month, as frozen. */
  acceptedUsdMonthly: string
  accepted: number
  /** By the ledger, since its beginning. */
  realisedUsd: string
  /** The last full month by the ledger; null: there is none yet. Below 0 it cost money. */
  lastMonth: { month: string; realisedUsd: string } | null
  /** That month times 12. */
  annualUsd: string | null
  /** What failed ones had promised, a month. */
  leakedUsdMonthly: string
  leaked: number
}

export interface OpportunityList {
  data: ListedOpportunity[]
  totals: SavingsTotals
  /** When the events of the project that waits longest were searched; null: one was never. */
  refreshedAt: string | null
  isRefreshing: boolean
}

/** Mean scores under the old and the new model. */
export interface LedgerQuality {
  before: number | null
  after: number
  /** Requests with a score under the new one. */
  scored: number
  /** After is that much worse than before at the most, at one-sided 97.5 %; null where before has no scores. */
  lowerBound: number | null
}

/** What an opportunity saved in a month. USD as decimal strings. */
export interface LedgerMonth {
  /** `2026-11` */
  month: string
  requests: number
  /** Requests whose saving nobody knows: they are in no sum. */
  unknownRequests: number
  /** What the same requests would have cost under the old model. */
  counterfactualUsd: string
  actualUsd: string
  /** Judges, classifiers, shadow calls, and the month's part of the one-off cost. */
  overheadUsd: string
  /** Below 0 it cost money. */
  realisedUsd: string
  quality: LedgerQuality | null
  /** Closed months never change. */
  closed: boolean
}

export interface OpportunityChange {
  at: string
  actor: string
  details: Record<string, unknown>
}

export interface Opportunity extends ListedOpportunity {
  /** As the last search saw it. */
  finding: Finding
  /** As it was accepted or dismissed; null: neither. */
  decided: Finding | null
  ledger: LedgerMonth[]
  /** The newest first, 100 at the most. */
  history: OpportunityChange[]
  /** Where a person may move it. */
  nextStates: OpportunityState[]
  /** What the change itself cost, in USD. */
  oneOffUsd: string
}

/** Moves an opportunity on. */
export const ChangeOpportunity = z
  .strictObject({
    state: z.enum(OPPORTUNITY_STATES).optional(),
    /** Demanded when it is dismissed or has failed. */
    reason: text(500).optional(),
    /** When a dismissed one comes back by itself. */
    dismissedUntil: z.iso.datetime({ offset: true }).nullish(),
    owner: text(200).nullable().optional(),
    targetDate: z.iso.date().nullable().optional(),
    /** What the change itself cost, in USD. */
    oneOffUsd: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,6})?$/, 'expected a decimal in USD such as 120')
      .optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .refine(({ state, reason }) => (state !== 'dismissed' && state !== 'failed') || reason !== undefined, {
    message: 'say why',
    path: ['reason'],
  })
export type ChangeOpportunity = z.output<typeof ChangeOpportunity>

export const SavingsLedgerQuery = z.strictObject({ project: projectId.optional() })

/** All opportunities together, month by month, the oldest first: two years at the most. */
export interface SavingsLedger {
  data: Pick<LedgerMonth, 'month' | 'requests' | 'realisedUsd' | 'closed'>[]
}
