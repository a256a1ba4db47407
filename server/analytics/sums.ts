import type { Coverage, SpendPoint, SpendSums } from '#shared/api/spend.ts'
import { formatUsd } from '#shared/money.ts'
import type { SumsRow } from './read-sums.ts'

const COUNTS = [
  'requests',
  'errors',
  'priced',
  'partial',
  'reported',
  'unpriced',
  'invalid',
  'inputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'outputTokens',
] as const

export type Sums = Pick<SumsRow, (typeof COUNTS)[number]> & {
  costPicoUsd: bigint
  /** A packed histogram; 0 where none was asked for. */
  latency: bigint
}

export function addSums(rows: readonly (SumsRow | Sums)[]): Sums {
  const counts = Object.fromEntries(
    COUNTS.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]),
  )
  const costPicoUsd = rows.reduce((sum, row) => sum + BigInt(row.costPicoUsd), 0n)
  const latency = rows.reduce((sum, row) => sum + BigInt(row.latency ?? 0), 0n)
  return { ...counts, costPicoUsd, latency } as Sums
}

/** The known cost: null when there are events but none of them has one. No events cost exactly nothing. */
export function knownCost(sums: Sums): bigint | null {
  return sums.requests > 0 && sums.requests === sums.unpriced + sums.invalid ? null : sums.costPicoUsd
}

export function toSpendSums(sums: Sums): SpendSums {
  const cost = knownCost(sums)
  const { requests, errors, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = sums
  const costUsd = cost === null ? null : formatUsd(cost)
  return { costUsd, requests, errors, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }
}

/** A bucket without events is a gap, not a zero. */
export function toPoint(rows: readonly SumsRow[]): SpendPoint {
  const sums = addSums(rows)
  const cost = sums.requests === 0 ? null : knownCost(sums)
  return { costUsd: cost === null ? null : formatUsd(cost), requests: sums.requests }
}

export function toCoverage(sums: Sums): Coverage {
  const { requests, priced, partial, reported, unpriced, invalid } = sums
  const share = (count: number) => (requests === 0 ? 0 : count / requests)
  return {
    requests,
    priced,
    partial,
    reported,
    unpriced,
    invalid,
    shares: {
      priced: share(priced),
      partial: share(partial),
      reported: share(reported),
      unpriced: share(unpriced),
      invalid: share(invalid),
    },
  }
}
