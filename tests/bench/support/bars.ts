import { formatTable } from './format-table.ts'
import type { Samples } from './samples.ts'

export interface Bar {
  name: string
  atLeast?: number
  atMost?: number
}

/** Says of each bar whether its median reaches it. */
export function formatBars(samples: Samples, bars: readonly Bar[]): string {
  const rows = bars.map((bar) => {
    const value = samples.median(bar.name)
    const wanted = bar.atLeast === undefined ? `<= ${bar.atMost}` : `>= ${bar.atLeast}`
    return [bar.name, value?.toFixed(2) ?? '', wanted, judge(value, bar)]
  })
  return formatTable([['bar', 'measured', 'wanted', ''], ...rows])
}

function judge(
  value: number | undefined,
  { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Bar,
): string {
  if (value === undefined) return 'not measured'
  return value >= atLeast && value <= atMost ? 'reached' : 'NOT REACHED'
}
