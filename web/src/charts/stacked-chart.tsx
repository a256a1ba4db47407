import { memo, useId } from 'react'
import {
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  YAxis,
} from 'recharts'
import { axisTop, hasFigures } from './axis-format.ts'
import type { ChartMarker } from './chart-marker.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import { ForecastShapes } from './forecast-shapes.tsx'
import { MarkerPins, PIN_MARGIN } from './marker-pins.tsx'
import { PartialHatch, PartialPattern } from './partial-hatch.tsx'
import { SeriesPatterns } from './series-fill.tsx'
import type { StackFormat, StackKind, StackRow, StackSeries } from './stack.ts'
import { StackAreas, StackBars, StackLines } from './stack-shapes.tsx'
import { AXIS, TimeAxis } from './time-axis.tsx'
import { useChartPointer } from './use-chart-pointer.ts'

interface StackedChartProps {
  label: string
  kind: StackKind
  height?: number
  rows: readonly StackRow[]
  series: readonly StackSeries[]
  format: StackFormat
  markers?: readonly ChartMarker[]
  onZoom?: ((from: StackRow, to: StackRow) => void) | undefined
  /** A click on a series, by its index. */
  onSelect?: (index: number, exclude: boolean) => void
}

const SHAPES = { bars: StackBars, area: StackAreas, lines: StackLines }
const MARGIN = { top: 14, right: 4, bottom: 0, left: 0 }
/** Points stand at the very edge: half of the last label needs room. */
const POINT_MARGIN = { ...MARGIN, right: 24 }

/** A band that ends just above the bars would else double the axis. */
const BAND_TICKS = 6
const NO_MARKERS: readonly ChartMarker[] = []
const markersOf = (markers: readonly ChartMarker[], { start }: StackRow) =>
  markers.filter((marker) => marker.start === start)

/**
 * Buckets that still fill are hatched where they are bars. Leave them out elsewhere: they would draw a cliff.
 * It is drawn anew only when something in it changed: give it the same rows, series, format and functions till then.
 */
export const StackedChart = memo(function StackedChart({
  label,
  kind,
  height = 268,
  rows,
  series,
  format,
  markers = NO_MARKERS,
  onZoom,
  onSelect,
}: StackedChartProps) {
  const id = useId()
  const { handlers, selection } = useChartPointer(rows, { onZoom, onSelect })
  const partial = kind === 'bars' && rows.find((row) => row.partial)
  const hasForecast = rows.some((row) => row.forecast !== undefined)
  // An axis of nothing but zeros would be invented up to 4.
  const isFlat = !hasForecast && axisTop(rows, kind) === 0
  const margin = kind === 'bars' ? MARGIN : POINT_MARGIN
  const Chart = kind === 'bars' && !hasForecast ? BarChart : ComposedChart
  const Shapes = SHAPES[kind]
  if (!hasFigures(rows))
    return (
      <p style={{ height }} className="grid place-items-center text-fg-3 text-xs">
        {format.unknown}
      </p>
    )

  return (
    <ResponsiveContainer
      width="100%"
      height={height}
      initialDimension={{ width: 720, height }}
      className="select-none"
    >
      <Chart
        data={[...rows]}
        aria-label={label}
        margin={markers.length > 0 ? { ...margin, top: PIN_MARGIN } : margin}
        barCategoryGap="13%"
        maxBarSize={40}
        {...handlers}
      >
        <defs>
          <PartialPattern id={`${id}-partial`} />
          <SeriesPatterns chart={id} series={series} />
        </defs>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <TimeAxis rows={rows} tick={format.tick} besides={format.axisWidth + margin.left + margin.right} />
        <YAxis
          {...AXIS}
          interval={0}
          width={format.axisWidth}
          tickCount={hasForecast ? BAND_TICKS : 5}
          niceTicks="snap125"
          tickFormatter={format.axis}
          {...(isFlat && { ticks: [0] })}
        />
        <Tooltip
          cursor={kind === 'bars' ? { fill: 'var(--hover)' } : { stroke: 'var(--line-strong)' }}
          position={{ y: 8 }}
          offset={16}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 30 }}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as StackRow | undefined
            return active && row && !selection ? (
              <ChartTooltip row={row} series={series} format={format} markers={markersOf(markers, row)} />
            ) : null
          }}
        />
        {hasForecast && <ForecastShapes />}
        <Shapes chart={id} series={series} points={rows.length} />
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
        {markers.length > 0 && <MarkerPins markers={markers} />}
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
})
