import type { CostStatus } from '#shared/api/cost-status.ts'
import { latencyBin } from './latency-histogram.ts'
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

/** Sums of some events, with their latencies by bin. */
export interface SumGroup {
  sums: Record<Exclude<SumName, 'cost_pico_usd'>, number> & { cost_pico_usd: bigint }
  bins: Map<number, number>
}

/** Sums by two keys: who or what is counted, and its bucket or day. */
export interface SumGroups<Key> {
  at(key: Key, time: number): SumGroup
  visit(visitor: (key: Key, time: number, group: SumGroup) => void): void
}

export function createSumGroups<Key>(): SumGroups<Key> {
  const byTime = new Map<number, Map<Key, SumGroup>>()
  return {
    at(key, time) {
      const byKey = byTime.get(time) ?? new Map<Key, SumGroup>()
      if (byKey.size === 0) byTime.set(time, byKey)
      const known = byKey.get(key)
      if (known) return known
      const group = emptyGroup()
      byKey.set(key, group)
      return group
    },
    visit(visitor) {
      for (const [time, byKey] of byTime) for (const [key, group] of byKey) visitor(key, time, group)
    },
  }
}

/** One row a group, named by its keys. The sums themselves become the row: there are hundreds in a batch. */
export function toRows<Key, Keys extends object>(
  groups: SumGroups<Key>,
  name: (key: Key, time: number, group: SumGroup) => Keys,
): (Keys & SumCells)[] {
  const rows: (Keys & SumCells)[] = []
  groups.visit((key, time, group) => rows.push(Object.assign(group.sums, name(key, time, group))))
  return rows
}

function emptyGroup(): SumGroup {
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

export function addEvent({ sums, bins }: SumGroup, event: Summand): void {
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

export function addGroup({ sums: to, bins }: SumGroup, added: SumGroup): void {
  const { sums } = added
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
  for (const [bin, count] of added.bins) bins.set(bin, (bins.get(bin) ?? 0) + count)
}
