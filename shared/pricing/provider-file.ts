import { z } from 'zod'
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
  rates: Rates,
  longContext: z.array(LongContext).optional(),
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
})
export type ModelEntry = z.infer<typeof ModelEntry>

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
  models: z.array(ModelEntry),
})
export type ProviderFile = z.infer<typeof ProviderFile>
