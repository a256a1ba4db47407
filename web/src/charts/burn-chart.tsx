import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { amountTicks } from './amount-ticks.ts'
import { type BurnRow, burnTop } from './burn-rows.ts'
import { burnTick, burnTicks, type TimeBounds } from './burn-ticks.ts'
import { BurnTooltip } from './burn-tooltip.tsx'
import { ForecastShapes } from './forecast-shapes.tsx'

/** Where a threshold was crossed. */
export interface BurnMark {
  id: string
  at: number
  amount: number
  /** `80 %` */
  text: string
  tone: 'warn' | 'bad'
}

interface BurnChartProps {
  label: string
  bounds: TimeBounds
  timeZone: string
  rows: readonly BurnRow[]
  /** What may be spent. */
  limit: number
  marks: readonly BurnMark[]
  /** Amounts in words. */
  money: (amount: number) => string
  /** The same, for the axis. */
  tick: (amount: number) => string
  height?: number
}

const AXIS = { axisLine: false, tickLine: false, tick: { fill: 'var(--fg-3)', fontSize: 11 } }
const MARGIN = { top: 6, right: 8, bottom: 0, left: 0 }
const AXIS_WIDTH = 46
const LIMIT_WIDTH = 1.25
const DOTS = { warn: 'var(--warn-fill)', bad: 'var(--bad)' }

/** How an amount is used up in a period, up to the line that it may not cross. */
export function BurnChart(props: BurnChartProps) {
  const { label, bounds, timeZone, rows, limit, marks, money, tick, height = 172 } = props
  const top = burnTop(rows, limit)
  return (
    <ResponsiveContainer
      width="100%"
      height={height}
      initialDimension={{ width: 420, height }}
      className="select-none"
    >
      <ComposedChart data={[...rows]} aria-label={label} margin={MARGIN}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          {...AXIS}
          type="number"
          dataKey="at"
          scale="time"
          domain={[Date.parse(bounds.start), Date.parse(bounds.end)]}
          ticks={burnTicks(bounds)}
          tickMargin={8}
          interval="preserveStart"
          tickFormatter={(at: number) => burnTick(at, bounds, timeZone)}
        />
        <YAxis
          {...AXIS}
          width={AXIS_WIDTH}
          domain={[0, top]}
          ticks={amountTicks(limit, top)}
          interval={0}
          tickFormatter={tick}
        />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
          position={{ y: 8 }}
          offset={16}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 30 }}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as BurnRow | undefined
            return active && row ? (
              <BurnTooltip row={row} limit={limit} timeZone={timeZone} money={money} />
            ) : null
          }}
        />
        <ForecastShapes />
        <Area
          className="burn"
          dataKey="spent"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={1.75}
          fill="var(--accent)"
          fillOpacity={0.1}
          activeDot={{ r: 3, fill: 'var(--accent)', stroke: 'var(--surface)' }}
          isAnimationActive={false}
        />
        <ReferenceLine className="limit" y={limit} stroke="var(--bad)" strokeWidth={LIMIT_WIDTH} />
        {marks.map(({ id, at, amount, text, tone }) => (
          <ReferenceDot
            key={id}
            className="crossing"
            x={at}
            y={amount}
            r={4}
            fill={DOTS[tone]}
            stroke="var(--surface)"
            strokeWidth={1.5}
            label={{ value: text, position: 'top', fill: 'var(--fg-2)', fontSize: 11 }}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
