import type { PublishedRate } from '#shared/api/price-list.ts'

const MILLION = 1_000_000

/** The price of a class for 1M tokens, as published; null where there is none, or it is for something else. */
export function rateOf(
  rates: readonly PublishedRate[] | null | undefined,
  name: PublishedRate['class'],
): string | null {
  const rate = rates?.find((published) => published.class === name)
  return rate && rate.per === MILLION ? rate.usd : null
}
