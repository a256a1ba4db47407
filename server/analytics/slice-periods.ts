import type { Period, Periods } from './periods.ts'

interface Slices {
  periods: Periods
  /** For each slice of a period an instant inside of it, in epoch milliseconds. */
  instants: Record<'current' | 'previous', number[]>
}

/**
 * Cuts both periods only where prices moved: at the bound of a bucket next to each move (epoch milliseconds), so
 * that whole buckets are still answered from rollups.
 */
export function slicePeriods({ bucket, current, previous }: Periods, moves: readonly number[]): Slices {
  const half = bucket === 'hour' ? 1_800 : 43_200
  const slice = (period: Period): Period => {
    const kept = period.starts.flatMap((start, i) => {
      const from = start - half
      const isCut = moves.some((move) => from <= move / 1000 && move / 1000 < from + 2 * half)
      return i === 0 || isCut ? [i] : []
    })
    const days = period.days && {
      ...period.days,
      bounds: [...kept.map((i) => period.days!.bounds[i]!), period.days.bounds.at(-1)!],
    }
    return { ...period, starts: kept.map((i) => period.starts[i]!), days }
  }
  const inside = (period: Period) => period.starts.map((start) => (start + half) * 1000)
  const [now, before] = [slice(current), previous && slice(previous)]
  return {
    periods: { bucket, current: now, previous: before },
    instants: { current: inside(now), previous: before ? inside(before) : [] },
  }
}
