import type { PriceChange } from '#shared/pricing/diff-catalogues.ts'

export type Suspicion = 'jump' | 'lost-tier' | 'lost-price' | 'changed-past'

const JUMP = 3n

/**
 * What makes a change of a price look like a mistake of its source rather than of the provider's prices, or null:
 * a move by more than three times, a tier or a price that is gone, or another price for a time that was already
 * checked (`checkedUntil`, epoch milliseconds). A price that nobody knew before is never suspicious.
 */
export function suspicionOf(change: PriceChange, checkedUntil: number): Suspicion | null {
  switch (change.kind) {
    case 'added':
      return null
    case 'removed':
      return change.minPrompt !== null || change.under !== '' ? 'lost-tier' : 'lost-price'
    case 'changed':
      if (isJump(change)) return 'jump'
      return change.from < checkedUntil ? 'changed-past' : null
    default:
      return change.kind satisfies never
  }
}

/** From or to 0 is a jump as well: a free model that is no longer free, or the other way round. */
function isJump({ old, new: next }: PriceChange): boolean {
  if (!old || !next) return false
  const before = old.pico * next.over
  const after = next.pico * old.over
  return after > JUMP * before || before > JUMP * after
}
