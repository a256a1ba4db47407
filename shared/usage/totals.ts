import {
  isPromptClass,
  type Quantity,
  USAGE_CLASSES,
  type Usage,
  type UsageClass,
} from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'

export interface UsageTotals {
  input: Count
  cacheRead: Count
  cacheWrite: Count
  /** Includes reasoning. */
  output: Count
  reasoning: Count
}

/** Token counts by side. Units that are not tokens, such as searches, are in none of them. */
export function usageTotals(usage: Usage): UsageTotals {
  const totals: UsageTotals = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 }
  for (const key in usage) {
    const name = key as UsageClass
    const { side } = USAGE_CLASSES[name]
    if (side !== 'unit') totals[side] = plus(totals[side], toCount(usage[name]))
  }
  totals.reasoning = toCount(usage.reasoning)
  return totals
}

/** The size of the prompt with all that was read from caches and written to them. */
export function promptTokens(usage: Usage): Count {
  let sum: Count = 0
  for (const key in usage) {
    const name = key as UsageClass
    const quantity = usage[name]
    if (quantity && isPromptClass(name)) sum = plus(sum, toCount(quantity))
  }
  return sum
}

const toCount = (quantity: Quantity = 0): Count =>
  typeof quantity === 'number' ? quantity : BigInt(quantity)
