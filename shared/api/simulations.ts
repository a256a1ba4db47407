import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import type { InstantRange } from './spend.ts'

const text = (max: number) => z.string().max(max).refine(isCleanText, 'has control characters')
const anyOf = z.array(text(256)).min(1).max(50).optional()
const percent = z.number().int().min(0).max(100)

const SERVICE_TIERS = ['default', 'flex', 'priority'] as const

/** The events that are priced again: those that carry one of the values of each label that is named. */
export const SimulationScope = z.strictObject({
  feature: anyOf,
  task: anyOf,
  environment: anyOf,
  provider: anyOf,
  model: anyOf,
})
export type SimulationScope = z.output<typeof SimulationScope>

/** What would be other. Whatever is left out stays as it was. */
const SimulatedChange = z
  .strictObject({
    model: z.strictObject({ provider: text(64).min(1), model: text(256).min(1) }).optional(),
    serviceTier: z.enum(SERVICE_TIERS).optional(),
    /** Share of the text of the prompt that is read from the cache; what is written to caches stays. */
    cacheReadPercent: percent.optional(),
    /** Share of the requests that is sent to the batch API. */
    batchPercent: percent.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'changes nothing')
export type SimulatedChange = z.output<typeof SimulatedChange>

/** Prices the events of the last days again, one by one, as if something had been other. */
export const RunSimulation = z.strictObject({
  projectId: z.string().regex(/^\d{1,9}$/),
  scope: SimulationScope.default({}),
  days: z.number().int().min(1).max(90).default(30),
  change: SimulatedChange,
  /** Share of the traffic that is changed; the rest costs what it did. */
  sharePercent: z.number().int().min(1).max(100).default(100),
})
export type RunSimulation = z.output<typeof RunSimulation>

/** Amounts in USD that bound what is not known before it is tried. Decimal strings; negative where it costs more. */
export interface UsdRange {
  lowUsd: string
  expectedUsd: string
  highUsd: string
}

/** What changes in the time that an answer takes, as far as both models were seen at work. */
interface LatencyShift {
  current: MeasuredLatency
  target: MeasuredLatency
}

export interface MeasuredLatency {
  requests: number
  p50Ms: number
  p95Ms: number
}

/** Scores of one task under both models, where each has 30 or more. */
export interface SimulatedQuality {
  /** '' where events carry none. */
  task: string
  current: MeasuredQuality
  target: MeasuredQuality
  /** The other model is that much worse at the most, at one-sided 97.5 %. */
  lowerBound: number
}

interface MeasuredQuality {
  scored: number
  mean: number
}

export interface SimulatedDay {
  /** UTC. */
  date: string
  currentUsd: string
  expectedUsd: string
}

/** What the simulation does to an opportunity that looks at the same traffic. */
export interface SimulationEffect {
  opportunityId: string
  title: string
  /** `replaced`: both pull the same lever. `smaller`: its saving is of what is left. */
  effect: 'replaced' | 'smaller'
  savingUsd: string
  /** A month, after the change. */
  remainingUsd: string
}

export interface Simulation {
  range: InstantRange
  /** Events in scope, and those of them that are priced both ways. */
  requests: number
  simulated: number
  /** Why the others are left out, with their number. Their cost is in neither sum. */
  leftOut: Record<string, number>
  currentUsd: string
  simulatedUsd: UsdRange
  /** For 30 days: above 0 is less to pay. `low` is the careful end. */
  savingUsdMonthly: UsdRange
  latency: LatencyShift | null
  /** Empty where no task has scores of both models. */
  quality: SimulatedQuality[]
  days: SimulatedDay[]
  opportunities: SimulationEffect[]
}

/** A line of the answer: how far it is, and at last the result. */
export type SimulationLine =
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'result'; simulation: Simulation }
