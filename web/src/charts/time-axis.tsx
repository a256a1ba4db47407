import { useChartWidth, XAxis } from 'recharts'
import { bucketsPerTick } from './buckets-per-tick.ts'
import type { StackRow } from './stack.ts'

export const AXIS = { axisLine: false, tickLine: false, tick: { fill: 'var(--fg-3)', fontSize: 11 } }

interface TimeAxisProps {
  rows: readonly StackRow[]
  tick: (start: string) => string
  /** Width of the chart that is not for buckets. */
  besides: number
}

/**
 * Says every so manieth bucket, as many as there is room for. Left to itself the library measures the text of each
 * in the document, which lays out the whole page as often.
 */
export function TimeAxis({ rows, tick, besides }: TimeAxisProps) {
  const width = useChartWidth() ?? 0
  const longest = Math.max(0, ...rows.map(({ start }) => tick(start).length))
  return (
    <XAxis
      {...AXIS}
      dataKey="start"
      tickMargin={8}
      interval={bucketsPerTick(rows.length, width - besides, longest) - 1}
      tickFormatter={tick}
    />
  )
}
