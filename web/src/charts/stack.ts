import type { SeriesColour } from './series-colour.ts'

export interface StackSeries extends SeriesColour {
  name: string
}

/** One bucket. `v0`, `v1`, ... are the values of the series in order; null is a gap, not a zero. */
export interface StackRow {
  start: string
  end: string
  partial: boolean
  total: number | null
  previous: number | null
  [series: `v${number}`]: number | null
}

export interface StackFormat {
  /** Ticks of the x axis. */
  tick: (start: string) => string
  axis: (value: number) => string
  /** Fixed, in pixels: measuring the ticks costs more than drawing the bars. */
  axisWidth: number
  value: (value: number) => string
  /** Head of the tooltip. */
  title: (row: StackRow) => string
}

/** Bars up to here; above, bars are too thin to hit and too slow to draw. */
export const MAX_BARS = 60
