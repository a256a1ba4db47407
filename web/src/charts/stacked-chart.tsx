import { useId } from 'react'
import {
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { ChartTooltip } from './chart-tooltip.tsx'
import { PartialHatch, PartialPattern } from './partial-hatch.tsx'
import { SeriesPatterns } from './series-fill.tsx'
import { MAX_BARS, type StackFormat, type StackRow, type StackSeries } from './stack.ts'
import { StackAreas, StackBars } from './stack-shapes.tsx'
import { useDragZoom } from './use-drag-zoom.ts'

interface StackedChartProps {
  label: string
  rows: readonly StackRow[]
  series: readonly StackSeries[]
  format: StackFormat
  onZoom?: ((from: StackRow, to: StackRow) => void) | undefined
}

const HEIGHT = 268
const AXIS = { axisLine: false, tickLine: false, tick: { fill: 'var(--fg-3)', fontSize: 11 } }
const MARGIN = { top: 14, right: 4, bottom: 0, left: 0 }

/** Bars with the bucket that still fills hatched; beyond 60 buckets an area without it, which would draw a cliff. */
export function StackedChart({ label, rows: allRows, series, format, onZoom }: StackedChartProps) {
  const id = useId()
  const asArea = allRows.length > MAX_BARS
  const rows = asArea ? allRows.filter((row) => !row.partial) : [...allRows]
  const { handlers, selection } = useDragZoom(rows, onZoom)
  const partial = rows.find((row) => row.partial)
  const Chart = asArea ? ComposedChart : BarChart
  const Shapes = asArea ? StackAreas : StackBars

  return (
    <ResponsiveContainer
      width="100%"
      height={HEIGHT}
      initialDimension={{ width: 720, height: HEIGHT }}
      className="select-none"
    >
      <Chart
        data={rows}
        aria-label={label}
        margin={MARGIN}
        barCategoryGap="13%"
        maxBarSize={40}
        {...handlers}
      >
        <defs>
          <PartialPattern id={`${id}-partial`} />
          <SeriesPatterns chart={id} series={series} />
        </defs>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          {...AXIS}
          dataKey="start"
          tickMargin={8}
          minTickGap={36}
          interval="equidistantPreserveStart"
          tickFormatter={format.tick}
        />
        <YAxis
          {...AXIS}
          width={format.axisWidth}
          tickCount={5}
          niceTicks="snap125"
          tickFormatter={format.axis}
        />
        <Tooltip
          cursor={asArea ? { stroke: 'var(--line-strong)' } : { fill: 'var(--hover)' }}
          position={{ y: 8 }}
          offset={16}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 30 }}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as StackRow | undefined
            return active && row && !selection ? (
              <ChartTooltip row={row} series={series} format={format} />
            ) : null
          }}
        />
        <Shapes chart={id} series={series} />
        {partial && <PartialHatch start={partial.start} id={`${id}-partial`} />}
        <Line
          className="previous"
          dataKey="previous"
          type="linear"
          stroke="var(--fg-3)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
          dot={false}
          activeDot={{ r: 3, fill: 'var(--fg-3)', stroke: 'var(--surface)' }}
          isAnimationActive={false}
        />
        {selection && (
          <ReferenceArea
            x1={selection.first.start}
            x2={selection.last.start}
            fill="var(--accent)"
            fillOpacity={0.12}
            stroke="var(--accent)"
            strokeOpacity={0.4}
          />
        )}
      </Chart>
    </ResponsiveContainer>
  )
}
