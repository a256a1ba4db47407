import type { Period } from './periods.ts'

/** A stretch of time by which buckets differ from the whole days that stand for them. */
export interface DayEdge {
  /** Seconds since 1970, half-open. */
  from: number
  until: number
  /** The day of the installation's zone in which all of it lies, counted since 1970. */
  day: number
  /** The buckets that have to gain it, or to lose it. */
  signs: { at: number; sign: 1 | -1 }[]
}

/**
 * What is to be added to sums of whole days of the installation's zone, and taken from them, so that they are those
 * of the period's own buckets: of days of another zone, or of a day that is cut. Half a day at each bound at the most.
 */
export function dayEdges({ starts, until, days }: Period, byBucket: boolean): DayEdge[] {
  const all = [...starts.map((start) => Math.min(start, until)), until]
  const outer = byBucket ? all.keys() : [0, all.length - 1]
  const bounds = [...outer].map((i) => ({ bound: all[i]!, nearest: days!.bounds[i]! }))
  const edges = new Map<number, DayEdge>()
  for (const [i, { bound, nearest }] of bounds.entries()) {
    if (bound === nearest.start) continue
    const isEarlier = bound < nearest.start
    const edge = edges.get(bound) ?? {
      from: Math.min(bound, nearest.start),
      until: Math.max(bound, nearest.start),
      day: isEarlier ? nearest.day - 1 : nearest.day,
      signs: [],
    }
    const sign = isEarlier ? 1 : -1
    if (i < bounds.length - 1) edge.signs.push({ at: i, sign })
    if (i > 0) edge.signs.push({ at: i - 1, sign: -sign as 1 | -1 })
    edges.set(bound, edge)
  }
  return [...edges.values()]
}
