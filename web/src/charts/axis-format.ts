import { moneyScale, usdCompact, usdScaled } from '../lib/format.ts'
import type { StackFormat, StackKind, StackRow } from './stack.ts'

const SMALL_AXIS = 10
/** Ticks per axis, so that the smallest tick keeps its digits. */
const TICKS = 5
export const AXIS_WIDTH = 46
const DIGIT_WIDTH = 6.5

type Axis = Pick<StackFormat, 'axis' | 'axisWidth'>

/** The largest value that the chart has to reach. */
export function axisTop(rows: readonly StackRow[], kind: StackKind): number {
  const values = rows.flatMap((row) => {
    const own = kind === 'lines' ? Object.entries(row).filter(([name]) => /^v\d/.test(name)) : []
    return [row.total, row.previous, ...own.map(([, value]) => value as number | null)]
  })
  return Math.max(0, ...values.map((value) => value ?? 0))
}

/** Whether anything is known that can be drawn: what went before counts where it is more than nothing. */
export const hasFigures = (rows: readonly StackRow[]) =>
  rows.some(
    ({ total, previous, forecast }) => total !== null || forecast !== undefined || (previous ?? 0) > 0,
  )

export function moneyAxis(largest: number, symbol = '$'): Axis {
  if (largest >= SMALL_AXIS || largest === 0)
    return { axis: (value) => usdCompact(value, symbol), axisWidth: AXIS_WIDTH }
  const scale = moneyScale([largest, largest / TICKS])
  const characters = symbol.length + '0.'.length + scale
  return {
    axis: (value) => usdScaled(value, scale, symbol),
    axisWidth: Math.max(AXIS_WIDTH, Math.ceil(characters * DIGIT_WIDTH) + 10),
  }
}
