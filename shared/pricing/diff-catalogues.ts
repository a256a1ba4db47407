import type { Catalogue, CatalogueModel } from '#shared/pricing/catalogue.ts'
import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import type { Rate } from '#shared/pricing/rate.ts'
import type { UsageClass } from '#shared/usage/classes.ts'

/** A price that differs between two catalogues in a span of time, both ends in epoch milliseconds or infinite. */
export interface PriceChange {
  kind: 'added' | 'removed' | 'changed'
  provider: string
  model: string
  class: UsageClass
  /** The terms and daily windows under which alone the price holds, such as `tier=batch`; empty: the standard. */
  under: string
  /** The least prompt of a long-context tier, null for the base price. */
  minPrompt: number | null
  from: number
  until: number
  old: Rate | null
  new: Rate | null
}

/**
 * What an update of the catalogue would change: every price that would not be the same as before, in what span of
 * time. Rows are compared by what they say of an instant, so cutting one in two without a new price is no change.
 */
export function diffCatalogues(before: Catalogue, after: Catalogue): PriceChange[] {
  const changes: PriceChange[] = []
  for (const provider of union(before.providers.keys(), after.providers.keys())) {
    const old = modelsOf(before, provider)
    const next = modelsOf(after, provider)
    for (const model of union(old.keys(), next.keys())) {
      const slices = { old: slicesOf(old.get(model)), new: slicesOf(next.get(model)) }
      for (const under of union(slices.old.keys(), slices.new.keys())) {
        const spans = diffSlice(slices.old.get(under) ?? [], slices.new.get(under) ?? [])
        for (const span of spans) changes.push({ provider, model, under, ...span })
      }
    }
  }
  return changes
}

const union = (a: Iterable<string>, b: Iterable<string>) => [...new Set([...a, ...b])].sort()

const modelsOf = (catalogue: Catalogue, provider: string) =>
  new Map((catalogue.providers.get(provider)?.models ?? []).map((model) => [model.id, model]))

/** The rows of a model by the terms and windows under which they hold, because only within these one follows another. */
function slicesOf(model: CatalogueModel | undefined): Map<string, DatedSheet[]> {
  const slices = new Map<string, DatedSheet[]>()
  for (const row of model?.prices ?? []) {
    const terms = (row.terms ?? []).map(([name, value]) => `${name}=${value}`).sort()
    const hours = (row.hours ?? []).map((window) => window.map(toClock).join('-'))
    const days = row.weekdays ? [`weekdays=${[...row.weekdays].sort().join('')}`] : []
    const under = [...terms, ...hours, ...days].join(' ')
    slices.set(under, [...(slices.get(under) ?? []), row])
  }
  return slices
}

const toClock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

type Span = Omit<PriceChange, 'provider' | 'model' | 'under'>

/** Walks from one bound of a row to the next; a change that goes on over a bound stays one span. */
function diffSlice(before: readonly DatedSheet[], after: readonly DatedSheet[]): Span[] {
  const bounds = new Set([...before, ...after].flatMap(({ from, until }) => [from, until]))
  const starts = [...bounds].filter((bound) => bound < Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const spans: Span[] = []
  const open = new Map<string, Span>()
  for (const [index, from] of starts.entries()) {
    const until = starts[index + 1] ?? Number.POSITIVE_INFINITY
    const old = ratesAt(before, from)
    const next = ratesAt(after, from)
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

interface Priced {
  class: UsageClass
  minPrompt: number | null
  rate: Rate
}

/** Every price of the row in force, by class and tier. */
function ratesAt(rows: readonly DatedSheet[], at: number): Map<string, Priced> {
  const sheet = rows.findLast(({ from, until }) => from <= at && at < until)?.sheet
  const tiers = sheet ? [{ minPrompt: null, rates: sheet.rates }, ...sheet.longContext] : []
  return new Map(
    tiers.flatMap(({ minPrompt, rates }) =>
      [...rates].map(([name, rate]) => [`${name} ${minPrompt}`, { class: name, minPrompt, rate }] as const),
    ),
  )
}

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
