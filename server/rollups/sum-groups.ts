import type { CostStatus } from '#shared/api/events.ts'
import { latencyBin, packHistogram } from './latency-histogram.ts'
import type { SumName } from './sums.ts'

/** What an event adds to the sums of a rollup. */
export interface Summand {
  costStatus: CostStatus
  costPicoUsd: bigint | null
  failed: boolean
  latencyMs: number | null
  inputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  outputTokens: number
}

export type SumCells = Record<SumName, number | bigint>

interface Group {
  sums: Record<Exclude<SumName, 'cost_pico_usd'>, number> & { cost_pico_usd: bigint }
  bins: Map<number, number>
}

/** Sums by two keys: who or what is counted, and its bucket or day. */
export interface SumGroups<Key> {
  addEvent(key: Key, time: number, event: Summand): void
  addGroup(key: Key, time: number, group: Group): void
  /** One row a group, `name` it by its keys. */
  toRows<Keys>(name: (key: Key, time: number) => Keys): (Keys & SumCells & { latency: string })[]
  entries(): Iterable<[Key, number, Group]>
}

export function createSumGroups<Key>(): SumGroups<Key> {
  const byKey = new Map<Key, Map<number, Group>>()

  function at(key: Key, time: number): Group {
    const byTime = byKey.get(key) ?? new Map<number, Group>()
    const group = byTime.get(time) ?? emptyGroup()
    byKey.set(key, byTime.set(time, group))
    return group
  }

  function* entries(): Iterable<[Key, number, Group]> {
    for (const [key, byTime] of byKey) for (const [time, group] of byTime) yield [key, time, group]
  }

  return {
    addEvent: (key, time, event) => addEvent(at(key, time), event),
    addGroup: (key, time, group) => addGroup(at(key, time), group),
    toRows: (name) =>
      Array.from(entries(), ([key, time, { sums, bins }]) => ({
        ...name(key, time),
        ...sums,
        latency: packHistogram(bins),
      })),
    entries,
  }
}

function emptyGroup(): Group {
  const sums = {
    requests: 0,
    errors: 0,
    priced: 0,
    partial: 0,
    reported: 0,
    unpriced: 0,
    invalid: 0,
    cost_pico_usd: 0n,
    input_tokens: 0,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 0,
  }
  return { sums, bins: new Map() }
}

function addEvent({ sums, bins }: Group, event: Summand): void {
  sums.requests++
  if (event.failed) sums.errors++
  sums[event.costStatus]++
  if (event.costPicoUsd !== null) sums.cost_pico_usd += event.costPicoUsd
  sums.input_tokens += event.inputTokens
  sums.cache_read_tokens += event.cacheReadTokens
  sums.cache_write_tokens += event.cacheWriteTokens
  sums.output_tokens += event.outputTokens
  if (event.latencyMs === null) return
  const bin = latencyBin(event.latencyMs)
  bins.set(bin, (bins.get(bin) ?? 0) + 1)
}

function addGroup(into: Group, { sums, bins }: Group): void {
  const to = into.sums
  to.requests += sums.requests
  to.errors += sums.errors
  to.priced += sums.priced
  to.partial += sums.partial
  to.reported += sums.reported
  to.unpriced += sums.unpriced
  to.invalid += sums.invalid
  to.cost_pico_usd += sums.cost_pico_usd
  to.input_tokens += sums.input_tokens
  to.cache_read_tokens += sums.cache_read_tokens
  to.cache_write_tokens += sums.cache_write_tokens
  to.output_tokens += sums.output_tokens
  for (const [bin, count] of bins) into.bins.set(bin, (into.bins.get(bin) ?? 0) + count)
}
