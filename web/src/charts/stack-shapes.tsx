import { Area, Bar, BarStack, Line } from 'recharts'
import { seriesFill } from './series-fill.tsx'
import type { StackSeries } from './stack.ts'

interface StackShapesProps {
  /** Id of the chart, for its patterns. */
  chart: string
  series: readonly StackSeries[]
  /** How many buckets are drawn. */
  points: number
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
        <Bar key={entry.id} {...shapeOf(chart, entry, index)} />
      ))}
    </BarStack>
  )
}

export function StackAreas({ chart, series }: StackShapesProps) {
  return series.map((entry, index) => (
    <Area
      key={entry.id}
      {...shapeOf(chart, entry, index)}
      stackId="stack"
      type="linear"
      fillOpacity={1}
      activeDot={false}
    />
  ))
}

/** Up to here every point has a dot, so that one alone between gaps is seen; above, dots would be a second line. */
const MAX_DOTS = 31

/** Largest on top. A colour that is there twice is told apart by dashes. */
export function StackLines({ series, points }: StackShapesProps) {
  return series
    .map((entry, index) => (
      <Line
        key={entry.id}
        className={`series series-${index}`}
        dataKey={`v${index}`}
        name={entry.name}
        type="linear"
        stroke={entry.colour}
        strokeWidth={2}
        {...(entry.hatched && { strokeDasharray: '5 3' })}
        dot={points <= MAX_DOTS && { r: 2, fill: entry.colour, strokeWidth: 0 }}
        activeDot={{ r: 4, stroke: 'var(--surface)' }}
        isAnimationActive={false}
      />
    ))
    .reverse()
}
