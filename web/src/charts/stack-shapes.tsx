import { Area, Bar, BarStack } from 'recharts'
import { seriesFill } from './series-fill.tsx'
import type { StackSeries } from './stack.ts'

interface StackShapesProps {
  /** Id of the chart, for its patterns. */
  chart: string
  series: readonly StackSeries[]
}

const CAP: [number, number, number, number] = [3, 3, 0, 0]
/** One pixel of the surface between segments tells neighbours apart without colour. */
const SEPARATOR = { stroke: 'var(--surface)', strokeWidth: 1, isAnimationActive: false }

const shapeOf = (chart: string, entry: StackSeries, index: number) => ({
  className: `series series-${index}`,
  dataKey: `v${index}`,
  name: entry.name,
  fill: seriesFill(chart, entry, index),
  ...SEPARATOR,
})

export function StackBars({ chart, series }: StackShapesProps) {
  return (
    <BarStack radius={CAP}>
      {series.map((entry, index) => (
        <Bar key={entry.name} {...shapeOf(chart, entry, index)} />
      ))}
    </BarStack>
  )
}

export function StackAreas({ chart, series }: StackShapesProps) {
  return series.map((entry, index) => (
    <Area
      key={entry.name}
      {...shapeOf(chart, entry, index)}
      stackId="stack"
      type="linear"
      fillOpacity={1}
      activeDot={false}
    />
  ))
}
