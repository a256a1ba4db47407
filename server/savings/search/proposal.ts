import type {
  Confidence,
  Effort,
  EvidenceFact,
  EvidenceHistogram,
  ModelName,
  OpportunityScope,
  OpportunityType,
  QualityEvidence,
} from '#shared/api/opportunities.ts'
import type { Lever } from '../market/call.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** What a rule proposes: which requests would change, and how. What it saves is worked out by pricing them. */
export interface Proposal {
  type: OpportunityType
  scope: OpportunityScope
  traffic: Traffic
  to: ModelName | null
  action: string
  /** Places in the traffic, ascending. */
  affected: Uint32Array
  lever: Lever
  /** The least and the most that it may come to: other levers, or multiples of the saving. */
  range: { low: Lever; high: Lever } | { low: number; high: number }
  /** For a saving that is known since a change only: days of the affected requests. */
  overDays?: number
  confidence: Confidence
  reasons: string[]
  facts: EvidenceFact[]
  quality: QualityEvidence[]
  histogram?: EvidenceHistogram
  guards: string[]
  risks: string[]
  requiresValidation: boolean
  samplesNeeded: number | null
  effort: Effort
  deadline?: string
  /** Shown also when it saves nothing. */
  urgent?: boolean
  /** In words; the amounts follow it. */
  formula: string
}

/** What most proposals have in common. */
export const PLAIN = {
  to: null,
  facts: [] as EvidenceFact[],
  quality: [] as QualityEvidence[],
  risks: [] as string[],
  requiresValidation: false,
  samplesNeeded: null,
  range: { low: 0.9, high: 1.1 },
} satisfies Partial<Proposal>
