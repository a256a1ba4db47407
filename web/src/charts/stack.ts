import type { SeriesColour } from './series-colour.ts'

export interface StackSeries extends SeriesColour {
  /** Tells apart what has the same name. */
  id: string
  name: string
}

/** One bucket. `v0`, `v1`, ... are the values of the series in order; null is a gap, not a zero. */
export interface StackRow {
  start: string
  end: string
  partial: boolean
  total: number | null
  previous: number | null
  /** What is expected of a bucket that is not over, and between which two values it will likely end. */
  forecast?: number
  band?: readonly [low: number, high: number]
  [series: `v${number}`]: number | null
}

/** How series are drawn: stacked, or each for itself where they do not add up. */
export type StackKind = 'bars' | 'area' | 'lines'

export interface StackFormat {
  /** Whether the series add up to the total. */
  additive: boolean
  /** `Total`, or what stands for all together. */
  totalName: string
  /** Ticks of the x axis. */
  tick: (start: string) => string
  axis: (value: number) => string
  /** Fixed, in pixels: measuring the ticks costs more than drawing the bars. */
  axisWidth: number
  value: (value: number) => string
  /** How far a value moved from the one before: `+6.9%`. */
  change: (current: number, base: number) => string
  /** Why there may be nothing to draw. */
  unknown: string
  /** Head of the tooltip. */
  title: (row: StackRow) => string
}

/** Bars up to here; above, bars are too thin to hit and too slow to draw. */
const MAX_BARS = 60

export const stackKind = (buckets: number): StackKind => (buckets > MAX_BARS ? 'area' : 'bars')
