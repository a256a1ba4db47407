import type { PriceChange } from '#shared/pricing/diff-catalogues.ts'

const toDay = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : '')

/** A price change in one line: `openai/gpt-4o input [2026-01-01T00:00:00.000Z .. ): 2.5 -> 2`. */
export function describeChange(change: PriceChange): string {
  const tier = change.minPrompt === null ? '' : ` from ${change.minPrompt} tokens`
  const under = change.under && ` (${change.under})`
  const span = `[${toDay(change.from)} .. ${toDay(change.until)})`
  const amounts = `${change.old?.amount ?? 'none'} -> ${change.new?.amount ?? 'none'}`
  return `${change.provider}/${change.model} ${change.class}${tier}${under} ${span}: ${amounts}`
}
