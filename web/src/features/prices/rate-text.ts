import type { PublishedRate } from '#shared/api/price-list.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import type { UsageClass } from '#shared/usage/classes.ts'
import { integer, usdExact } from '../../lib/format.ts'

const MILLION = 1_000_000

/** `cacheWrite5m` -> `Cache write 5m`. */
export function className(name: UsageClass): string {
  const words = name.replace(/([A-Z]|(?<=[a-z])\d)/g, (part) => ` ${part.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `$2.50`, and for anything but a million `$10.00 per 1,000`. */
export const rateText = ({ usd, per }: PublishedRate) =>
  per === MILLION ? usdExact(usd) : `${usdExact(usd)} ${perText(per)}`

export const perText = (per: number) =>
  per === MILLION ? 'per 1M' : per === 1 ? 'each' : `per ${integer(per)}`

/** The rates of an own price, as the API takes them. */
export function toPublishedRates(rates: PriceRow['rates']): PublishedRate[] {
  return (Object.entries(rates) as [UsageClass, string | { usd: string; per: number }][]).map(
    ([name, rate]) =>
      typeof rate === 'string'
        ? { class: name, usd: rate, per: MILLION }
        : { class: name, usd: rate.usd, per: rate.per },
  )
}
