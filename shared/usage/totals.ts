import { USAGE_CLASS_NAMES, USAGE_CLASSES, type Usage } from '#shared/usage/classes.ts'

export interface UsageTotals {
  input: bigint
  cacheRead: bigint
  cacheWrite: bigint
  /** Includes reasoning. */
  output: bigint
  reasoning: bigint
}

/** Token counts by side. Units that are not tokens, such as searches, are in none of them. */
export function usageTotals(usage: Usage): UsageTotals {
  const totals = {
    input: 0n,
    cacheRead: 0n,
    cacheWrite: 0n,
    output: 0n,
    reasoning: BigInt(usage.reasoning ?? 0),
  }
  for (const name of USAGE_CLASS_NAMES) {
    const { side } = USAGE_CLASSES[name]
    if (side !== 'unit') totals[side] += BigInt(usage[name] ?? 0)
  }
  return totals
}
