import { type Decimal, parseDecimal } from '#shared/decimal.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import { type Rates, toRates } from '#shared/pricing/rate.ts'
import { Tariff } from '#shared/pricing/tariff.ts'
import { isUsageClass, type Quantity, type UsageClass } from '#shared/usage/classes.ts'

/** Published rates, and what is billed by them. */
export interface PriceTier {
  readonly rates: Rates
  readonly tariff: Tariff
  /** Whether each call has a price of its own (REQ-01). */
  readonly hasRequestFee: boolean
}

/** The prices of a model at one moment: base rates, and the tiers for long prompts from the longest to the shortest. */
export interface PriceSheet extends PriceTier {
  readonly longContext: readonly (PriceTier & { readonly minPrompt: number })[]
  /** The least that a call is billed for, of a class that it used. */
  readonly minimums: readonly {
    readonly class: UsageClass
    readonly quantity: Quantity
    readonly exact: Decimal
  }[]
}

/** Builds the sheet of a catalogue row or of a user's own prices. @throws RangeError when an amount is not a plain decimal. */
export function toPriceSheet(row: Pick<PriceRow, 'rates' | 'longContext' | 'minimum'>): PriceSheet {
  const longContext = (row.longContext ?? []).map((tier) => ({
    minPrompt: 'above' in tier ? tier.above + 1 : tier.atLeast,
    ...toTier(tier.rates),
  }))
  longContext.sort((a, b) => b.minPrompt - a.minPrompt)
  const minimums = Object.entries(row.minimum ?? {}).flatMap(([name, amount]) =>
    isUsageClass(name) ? [{ class: name, quantity: toQuantity(amount), exact: parseDecimal(amount) }] : [],
  )
  return { ...toTier(row.rates), longContext, minimums }
}

function toTier(published: PriceRow['rates']): PriceTier {
  const rates = toRates(published)
  return { rates, tariff: new Tariff(rates), hasRequestFee: rates.has('requests') }
}

const toQuantity = (amount: string): Quantity => (/^\d{1,15}$/.test(amount) ? Number(amount) : amount)
