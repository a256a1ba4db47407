import type { CostBasis } from '#shared/api/projects.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { type ModelRules, modelKey } from '#shared/pricing/resolve-model.ts'

/** The own prices and own names that count in one project, the installation's among them. */
export interface PriceBook {
  /** Changes with any of the entries; '' when there are none. */
  version: string
  costBasis: CostBasis
  /** The rules between two changes of them, latest first. */
  stretches: readonly { from: number; rules: ModelRules }[]
}

/** An entry of a price book and when it counts: from (inclusive) until (exclusive), in epoch milliseconds. */
export interface BookEntry<T> {
  scope: 'project' | 'installation'
  provider: string
  model: string
  from: number
  until: number
  value: T
}

export const EMPTY_PRICE_BOOK: PriceBook = Object.freeze({
  version: '',
  costBasis: 'automatic',
  stretches: [],
})

/** The rules in force at an instant, in epoch milliseconds. */
export function rulesAt(book: PriceBook, at: number): ModelRules | undefined {
  return book.stretches.length === 0 ? undefined : book.stretches.find(({ from }) => from <= at)?.rules
}

/**
 * Cuts time where any entry begins or ends, so that finding the rules of an event is one look-up.
 * Of several entries for a name the first in the list counts.
 */
export function toStretches(
  overrides: readonly BookEntry<PriceSheet>[],
  aliases: readonly BookEntry<{ provider: string; model: string }>[],
): PriceBook['stretches'] {
  const entries = [...overrides, ...aliases]
  if (entries.length === 0) return []
  const starts = new Set([Number.NEGATIVE_INFINITY, ...entries.flatMap(({ from, until }) => [from, until])])
  return [...starts]
    .filter((start) => start !== Number.POSITIVE_INFINITY)
    .sort((a, b) => b - a)
    .map((from) => ({
      from,
      rules: {
        overrides: [inForce(overrides, from, ['project']), inForce(overrides, from, ['installation'])],
        aliases: inForce(aliases, from, ['project', 'installation']),
      },
    }))
}

function inForce<T>(
  entries: readonly BookEntry<T>[],
  at: number,
  scopes: BookEntry<T>['scope'][],
): Map<string, T> {
  const found = new Map<string, T>()
  for (const scope of scopes) {
    for (const entry of entries) {
      const key = modelKey(entry.provider, entry.model)
      if (entry.scope === scope && entry.from <= at && at < entry.until && !found.has(key))
        found.set(key, entry.value)
    }
  }
  return found
}
