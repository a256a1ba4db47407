import { z } from 'zod'
import { PriceRow } from '#shared/pricing/provider-file.ts'

const projectId = z
  .string()
  .regex(/^\d{1,9}$/)
  .nullable()
  .default(null)
const name = (max: number) => z.string().trim().toLowerCase().min(1).max(max)
const instant = z.iso.datetime({ offset: true }).nullable().default(null)
const effective = { effectiveFrom: instant, effectiveUntil: instant }

interface Effective {
  effectiveFrom: string | null
  effectiveUntil: string | null
}
const endsAfterItStarts = ({ effectiveFrom, effectiveUntil }: Effective) =>
  effectiveFrom === null || effectiveUntil === null || Date.parse(effectiveFrom) < Date.parse(effectiveUntil)
const endTooEarly = { path: ['effectiveUntil'], error: 'is not after the start' }

/** Own prices of a model: in one project, or (null) in the whole installation; between two instants, or always. */
export const CreatePriceOverride = z
  .strictObject({
    projectId,
    provider: name(64),
    model: name(256),
    prices: PriceRow.pick({ rates: true, longContext: true }),
    ...effective,
    note: z.string().trim().max(500).default(''),
  })
  .refine(({ prices }) => Object.keys(prices.rates).length > 0, {
    path: ['prices', 'rates'],
    error: 'has no price',
  })
  .refine(endsAfterItStarts, endTooEarly)
export type CreatePriceOverride = z.infer<typeof CreatePriceOverride>

/** What a name that the provider does not know stands for: an Azure deployment, an inference profile. */
export const CreateModelAlias = z
  .strictObject({
    projectId,
    provider: name(64),
    name: name(256),
    targetProvider: name(64),
    targetModel: name(256),
    ...effective,
  })
  .refine(endsAfterItStarts, endTooEarly)
export type CreateModelAlias = z.infer<typeof CreateModelAlias>

interface PriceBookEntry {
  id: string
  createdBy: string
  createdAt: string
  /** Retired entries price nothing any more; they stay for the record. */
  retiredAt: string | null
}

export type PriceOverride = CreatePriceOverride & PriceBookEntry
export type ModelAlias = CreateModelAlias & PriceBookEntry

/** Events that wait for a price. */
export interface UnpricedModel {
  projectId: string
  projectName: string
  provider: string
  model: string
  /** `unknown_model`, `terms_without_price`, ... */
  reason: string | null
  events: number
  tokens: number
  firstSeen: string
  lastSeen: string
}

/** Which stored events are priced again. `unpriced`: only those whose cost is not known. */
export const RepriceFilter = z.strictObject({
  projectId,
  provider: name(64).nullable().default(null),
  model: z.string().trim().min(1).max(256).nullable().default(null),
  from: instant,
  to: instant,
  only: z.enum(['all', 'unpriced']).default('all'),
})
export type RepriceFilter = z.infer<typeof RepriceFilter>

/** previewing -> previewed -> approved -> done -> undoing -> undone. A preview that nobody approves changes nothing. */
export type RepriceState = 'previewing' | 'previewed' | 'approved' | 'done' | 'undoing' | 'undone'

interface RepriceSums {
  events: number
  /** How many of them would cost something else, or become known or unknown. */
  changed: number
  beforeUsd: string
  afterUsd: string
}

export interface RepriceSummary extends RepriceSums {
  byModel: (RepriceSums & { provider: string; model: string })[]
  byDay: (RepriceSums & { day: string })[]
}

export interface RepriceRun {
  id: string
  filter: RepriceFilter
  state: RepriceState
  catalogue: string
  summary: RepriceSummary | null
  /** Events changed so far, and by how much the total moved. */
  changed: number
  differenceUsd: string
  createdBy: string
  createdAt: string
  approvedBy: string | null
  approvedAt: string | null
  finishedAt: string | null
}

/** Whether last month was priced with another catalogue than the installed one, and what that changes. */
export interface CatalogueUpdate {
  /** The installed catalogue, and the day on which its prices were last checked. */
  version: string
  checkedOn: string
  /** Last month in UTC: what a run has to be asked for. */
  filter: RepriceFilter
  /** Catalogues that events of last month were priced with, the most used first. */
  pricedWith: { version: string; events: number; installed: boolean }[]
  /** Whether all events of the month are in these figures: above a million they are a part of it. */
  allCounted: boolean
  /** The latest run over last month with the prices of now; null before there is one. */
  run: RepriceRun | null
}
