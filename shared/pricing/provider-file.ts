import { z } from 'zod'
import { Capabilities } from '#shared/pricing/capabilities.ts'
import { TERM_NAMES } from '#shared/pricing/terms.ts'
import { USAGE_CLASS_NAMES } from '#shared/usage/classes.ts'

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a plain decimal in USD')
const Instant = z.iso.datetime()
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM in UTC')

/** A bare amount is USD for 1,000,000 units; anything else names its unit. */
const Rate = z.union([Amount, z.strictObject({ usd: Amount, per: z.int().positive() })])
const Rates = z.partialRecord(z.enum(USAGE_CLASS_NAMES), Rate)

/** A whole request is charged at the tier that its prompt reaches (CTX-01); vendors differ on the exact bound. */
const LongContext = z.union([
  z.strictObject({ above: z.int().positive(), rates: Rates }),
  z.strictObject({ atLeast: z.int().positive(), rates: Rates }),
])

export const PriceRow = z.strictObject({
  /** The first instant at which the price is charged; absent: since ever. */
  from: Instant.optional(),
  /** The first instant at which it is no longer charged. */
  until: Instant.optional(),
  /** Daily windows in UTC, start inclusive, end exclusive (TOD-01); they may cross midnight. */
  hours: z.array(z.tuple([Clock, Clock])).optional(),
  /** UTC weekdays, 0 is Sunday; absent: every day. */
  weekdays: z.array(z.int().min(0).max(6)).optional(),
  /** The row holds only for calls under all of these terms, such as `{ "tier": "priority" }` (TIER-01). */
  terms: z.partialRecord(z.enum(TERM_NAMES), z.string().min(1)).optional(),
  rates: Rates,
  longContext: z.array(LongContext).optional(),
  /** The least that is billed of a class in a call that used it, such as ten seconds of audio (AUD-05). */
  minimum: z.partialRecord(z.enum(USAGE_CLASS_NAMES), Amount).optional(),
  /** Where this row comes from, if not from the source of the model. */
  source: z.string().optional(),
  /** The price was announced only up to this day: look again. */
  reviewAfter: z.iso.date().optional(),
})
export type PriceRow = z.infer<typeof PriceRow>

const ModelEntry = z.strictObject({
  id: z.string().min(1),
  /** Other exact names. */
  names: z.array(z.string().min(1)).optional(),
  /** Names that may be followed by a version: a date, `-latest`, `-preview`. */
  families: z.array(z.string().min(1)).optional(),
  /** Where the prices come from, if not from the source of the file. */
  source: z.string().optional(),
  /** Of the rows in force at an instant, the last one counts. */
  prices: z.array(PriceRow).min(1),
  capabilities: Capabilities.optional(),
})
export type ModelEntry = z.infer<typeof ModelEntry>

/** A discount or surcharge where no price is published: under a term the classes cost `factor` times as much. */
export const AdjustmentRow = z.strictObject({
  term: z.enum(TERM_NAMES),
  values: z.array(z.string().min(1)).min(1),
  /** 1 says that the term is known to cost nothing. */
  factor: Amount,
  /** Absent: all classes that are counted in tokens. */
  classes: z.array(z.enum(USAGE_CLASS_NAMES)).optional(),
  /** Ids of models; absent: all. */
  models: z.array(z.string().min(1)).optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  source: z.string().min(1),
})
export type AdjustmentRow = z.infer<typeof AdjustmentRow>

/** One provider's prices: the shape of `shared/pricing/catalogue/<provider>.json`. */
export const ProviderFile = z.strictObject({
  provider: z.string().min(1),
  /** Version of the snapshot that the file belongs to: the same in all files of one generator run. */
  version: z.string().min(1),
  source: z.string().min(1),
  checkedOn: z.iso.date(),
  licence: z.string().min(1),
  /** Providers that are asked next, one step, for a model that this one does not list. */
  fallbacks: z.array(z.string()).optional(),
  /** Of those in force for a term, the last one counts. */
  adjustments: z.array(AdjustmentRow).optional(),
  models: z.array(ModelEntry),
})
export type ProviderFile = z.infer<typeof ProviderFile>
