import type { RepriceSummary } from '#shared/api/prices.ts'
import { formatUsd } from '#shared/money.ts'
import type { Repriced } from './reprice-event.ts'

interface Sums {
  events: number
  changed: number
  before: bigint
  after: bigint
}

/** Adds up what a run would change, as a whole, by model and by UTC day. */
export interface ChangeSummary {
  add(repriced: Repriced): void
  finish(): RepriceSummary
}

export function createChangeSummary(): ChangeSummary {
  const total = emptySums()
  const byModel = new Map<string, Sums & { provider: string; model: string }>()
  const byDay = new Map<string, Sums & { day: string }>()
  return {
    add(repriced) {
      const { provider, model, occurredAt } = repriced.event
      const day = occurredAt.slice(0, 10)
      const key = JSON.stringify([provider, model])
      for (const sums of [
        total,
        getOrAdd(byModel, key, () => ({ ...emptySums(), provider, model })),
        getOrAdd(byDay, day, () => ({ ...emptySums(), day })),
      ])
        addTo(sums, repriced)
    },
    finish: () => ({
      ...toText(total),
      byModel: [...byModel.values()]
        .sort((a, b) => b.events - a.events)
        .map((sums) => ({ provider: sums.provider, model: sums.model, ...toText(sums) })),
      byDay: [...byDay.values()]
        .sort((a, b) => (a.day < b.day ? -1 : 1))
        .map((sums) => ({ day: sums.day, ...toText(sums) })),
    }),
  }
}

const emptySums = (): Sums => ({ events: 0, changed: 0, before: 0n, after: 0n })

function addTo(sums: Sums, { event, cost, isChanged }: Repriced): void {
  sums.events++
  if (isChanged) sums.changed++
  sums.before += BigInt(event.costPicoUsd ?? 0)
  sums.after += cost.amount ?? 0n
}

function toText({ events, changed, before, after }: Sums) {
  return { events, changed, beforeUsd: formatUsd(before), afterUsd: formatUsd(after) }
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}
