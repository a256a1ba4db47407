/** What can be advised, by the family of what it changes: a request is claimed by one of each family at most. */
export const OPPORTUNITY_FAMILIES = {
  waste: [
    'duplicate_requests',
    're_embedding',
    'retry_waste',
    'truncation_waste',
    'context_tier',
    'agent_context_growth',
    'output_verbosity',
    'idle_feature',
  ],
  cache: ['prompt_caching', 'cache_write_waste'],
  tier: ['batch_api', 'service_tier', 'residency_uplift'],
  model: [
    'legacy_model',
    'reasoning_trap',
    'dominated_model',
    'model_downgrade',
    'embedding_downgrade',
    'media_choice',
    'provider_arbitrage',
    'reasoning_effort',
    'dev_env_flagship',
    'self_hosting',
  ],
  /** Cards without an amount to save: a score that cannot be trusted, and what was saved already. */
  notice: ['measurement_warning', 'realised_savings'],
} as const

export type OpportunityFamily = keyof typeof OPPORTUNITY_FAMILIES
export type OpportunityType = (typeof OPPORTUNITY_FAMILIES)[OpportunityFamily][number]

/** Every type, in the order in which savings on the same requests are worked out one after the other. */
export const OPPORTUNITY_TYPES: readonly OpportunityType[] = Object.values(OPPORTUNITY_FAMILIES).flat()

export const CONFIDENCES = ['low', 'medium', 'high'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** Work to make the change: a parameter, configuration, code, a project, a programme. */
const EFFORTS = ['XS', 'S', 'M', 'L', 'XL'] as const
export type Effort = (typeof EFFORTS)[number]

/** `open` and `in_review`: nobody has promised it yet. */
export const OPPORTUNITY_STATES = [
  'open',
  'in_review',
  'accepted',
  'piloting',
  'realised',
  'failed',
  'dismissed',
  'superseded',
  'expired',
] as const
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number]

export interface ModelName {
  provider: string
  model: string
}

/** The traffic that a finding is about. A key that is absent: all of that feature's. '' is traffic without the label. */
export interface OpportunityScope {
  feature: string
  task?: string
  environment?: string
}

/** USD for 30 days, decimal strings; `low` <= `expected` <= `high`, and they may be negative for a model that dies. */
interface SavingsRange {
  lowUsd: string
  expectedUsd: string
  highUsd: string
}

interface FindingSavings extends SavingsRange {
  /** If nothing else is done. The range above is this one's. */
  standaloneUsd: string
  /** After all findings before it in the order of families: only these can be added up. */
  marginalUsd: string
  /** Of what the segment costs now, 0 to 1. */
  shareOfSegment: number
}

/** One side of a comparison. What was not measured is null. */
export interface EvidenceArm {
  model: ModelName
  events: number
  /** Events with a score, their mean, and the standard deviation. */
  scored: number
  meanQuality: number | null
  deviation: number | null
  costPerRequestUsd: string | null
  inputTokens: number | null
  outputTokens: number | null
  latencyP50Ms: number | null
  latencyP95Ms: number | null
  errorRate: number | null
}

/** Scores of one task under both models, and what the statistics make of them. */
export interface QualityEvidence {
  /** '' where events carry none. */
  task: string
  /** Independent arms of 0/1 scores (Newcombe), of other scores (Welch), or the same prompts under both. */
  method: 'newcombe' | 'welch' | 'paired'
  current: EvidenceArm
  candidate: EvidenceArm
  /** Candidate minus current. */
  difference: number
  /** One-sided 97.5 % bound of the difference: the candidate is that much worse at the most. */
  lowerBound: number
  margin: number
  /** Pairs of the same prompt; null where arms are independent. */
  pairs: number | null
  /** After Holm's correction over everything tested in the same run. */
  holds: boolean
  samplesNeeded: number
}

/** A named number behind a finding, already in the words and the unit of people. */
export interface EvidenceFact {
  name: string
  value: string
}

interface FindingEvidence {
  facts: EvidenceFact[]
  quality: QualityEvidence[]
  /** What the distribution of something looks like, for a chart; null where there is nothing to draw. */
  histogram: EvidenceHistogram | null
}

/** `counts[i]` is from `bounds[i]` (inclusive) to `bounds[i + 1]` (exclusive). */
export interface EvidenceHistogram {
  title: string
  unit: string
  bounds: number[]
  counts: number[]
}

/** One proposal with all that it rests on, as a search of a project's events gives it. */
export interface Finding {
  type: OpportunityType
  family: OpportunityFamily
  /** Stable over searches: a hash of type, scope, from and to. */
  key: string
  scope: OpportunityScope
  from: ModelName
  /** null where the model stays. */
  to: ModelName | null
  /** What to do, as a sentence. */
  action: string
  savings: FindingSavings
  confidence: Confidence
  /** What the confidence rests on, and what keeps it from being higher. */
  reasons: string[]
  evidence: FindingEvidence
  /** What was checked and holds, as sentences. */
  guards: string[]
  risks: string[]
  /** The card asks for a test, it does not claim quality. */
  requiresValidation: boolean
  /** Scored requests of the candidate still missing; null where a test would prove nothing. */
  samplesNeeded: number | null
  effort: Effort
  /** The day on which the present model stops answering, as YYYY-MM-DD; null: none is known. */
  deadline: string | null
  /** The calculation with its numbers. */
  formula: string
  /** The requests that would be served differently, and what they cost in the window. */
  eventCount: number
  currentCostUsd: string
  sampleEventIds: string[]
  /** RFC 3339, from inclusive, to exclusive. */
  window: { from: string; to: string }
}
