import { clsx } from 'clsx'

interface SparklineProps {
  /** null is a gap: nothing is known there. */
  values: readonly (number | null)[]
  width?: number
  height?: number
  colour?: string
  className?: string
}

const PAD = 3

interface Point {
  x: number
  y: number
}

/** Room under the lowest value, as a part of the height that the values span. */
const FLOOR = 0.2

function toRuns(values: readonly (number | null)[], width: number, height: number): Point[][] {
  const known = values.filter((value) => value !== null)
  const top = Math.max(...known)
  const bottom = Math.max(0, Math.min(...known) - (top - Math.min(...known)) * FLOOR)
  const span = top - bottom || 1
  const step = (width - 2 * PAD) / Math.max(1, values.length - 1)
  const runs: Point[][] = [[]]
  values.forEach((value, index) => {
    if (value === null) runs.push([])
    else
      runs
        .at(-1)
        ?.push({ x: PAD + index * step, y: height - PAD - ((value - bottom) / span) * (height - 2 * PAD) })
  })
  return runs.filter((run) => run.length > 0)
}

/** `h0` lets the round cap draw a dot where a value stands alone. */
const line = (run: readonly Point[]) =>
  `M${run.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${run.length === 1 ? 'h0' : ''}`

const area = (run: readonly Point[], height: number) =>
  `${line(run)}L${run.at(-1)?.x.toFixed(1)} ${height}L${run[0]?.x.toFixed(1)} ${height}Z`

/** Drawn by hand: a chart library in every table row would cost more than the table. */
export function Sparkline({
  values,
  width = 96,
  height = 26,
  colour = 'var(--accent)',
  className,
}: SparklineProps) {
  const runs = toRuns(values, width, height)
  const last = runs.at(-1)?.at(-1)
  return (
    <svg width={width} height={height} aria-hidden="true" className={clsx('overflow-visible', className)}>
      <path d={runs.map((run) => area(run, height)).join('')} fill={colour} opacity={0.09} />
      <path
        d={runs.map(line).join('')}
        fill="none"
        stroke={colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last && <circle cx={last.x} cy={last.y} r={2} fill={colour} />}
    </svg>
  )
}
