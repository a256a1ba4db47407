import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { type Priced, type PriceSlice, slicesOf } from '#shared/pricing/price-slices.ts'
import type { Rate } from '#shared/pricing/rate.ts'

/** A price or a factor that differs between two catalogues in a span of time, in epoch milliseconds or infinite. */
export interface PriceChange
  extends Pick<PriceSlice, 'model' | 'under'>,
    Pick<Priced, 'class' | 'minPrompt'> {
  kind: 'added' | 'removed' | 'changed'
  provider: string
  from: number
  until: number
  old: Rate | null
  new: Rate | null
}

/**
 * What an update of the catalogue would change: every price and factor that would not be the same as before, in what
 * span of time. Rows are compared by what they say of an instant, so cutting one in two without a new price is no change.
 */
export function diffCatalogues(before: Catalogue, after: Catalogue): PriceChange[] {
  const changes: PriceChange[] = []
  for (const provider of union(before.providers.keys(), after.providers.keys())) {
    const old = slicesOf(before.providers.get(provider))
    const next = slicesOf(after.providers.get(provider))
    for (const key of union(old.keys(), next.keys())) {
      const { model, under } = (old.get(key) ?? next.get(key))!
      for (const span of diffRows(old.get(key)?.rows ?? [], next.get(key)?.rows ?? []))
        changes.push({ provider, model, under, ...span })
    }
  }
  return changes
}

const union = (a: Iterable<string>, b: Iterable<string>) => [...new Set([...a, ...b])].sort()

type Span = Omit<PriceChange, 'provider' | 'model' | 'under'>

/** Walks from one bound of a row to the next; a change that goes on over a bound stays one span. */
function diffRows(before: PriceSlice['rows'], after: PriceSlice['rows']): Span[] {
  const bounds = new Set([...before, ...after].flatMap(({ from, until }) => [from, until]))
  const starts = [...bounds].filter((bound) => bound < Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const spans: Span[] = []
  const open = new Map<string, Span>()
  for (const [index, from] of starts.entries()) {
    const until = starts[index + 1] ?? Number.POSITIVE_INFINITY
    const old = pricesAt(before, from)
    const next = pricesAt(after, from)
    for (const key of union(old.keys(), next.keys())) {
      const span = toSpan(old.get(key), next.get(key), from, until)
      if (!span) continue
      const last = open.get(key)
      if (last?.until === from && isSame(last.old, span.old) && isSame(last.new, span.new)) last.until = until
      else {
        spans.push(span)
        open.set(key, span)
      }
    }
  }
  return spans
}

/** Every price of the row in force, by class and tier. */
const pricesAt = (rows: PriceSlice['rows'], at: number): ReadonlyMap<string, Priced> =>
  rows.findLast(({ from, until }) => from <= at && at < until)?.prices ?? new Map()

function toSpan(old: Priced | undefined, next: Priced | undefined, from: number, until: number): Span | null {
  const known = old ?? next
  if (!known || isSame(old?.rate, next?.rate)) return null
  const kind = !old ? 'added' : !next ? 'removed' : 'changed'
  const { class: name, minPrompt } = known
  return { kind, class: name, minPrompt, from, until, old: old?.rate ?? null, new: next?.rate ?? null }
}

/** As fractions: 2.50 a million and 2.5 a million are one price. */
const isSame = (a: Rate | null | undefined, b: Rate | null | undefined) =>
  a && b ? a.pico * b.over === b.pico * a.over : !a && !b
