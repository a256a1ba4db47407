import type { BudgetBurn } from '#shared/api/budgets.ts'

/** One instant of a period; amounts are in the currency of the screen. */
export interface BurnRow {
  at: number
  spent: number | null
  forecast?: number
  band?: readonly [low: number, high: number]
}

/** What was spent, from nothing at the start on; then what is expected, which goes on from there. */
export function burnRows({ start, points, forecast }: BudgetBurn, rate: number): BurnRow[] {
  const shown = (amount: string) => Number(amount) * rate
  const spent: BurnRow[] = [
    { at: Date.parse(start), spent: 0 },
    ...points.map(({ at, spentUsd }) => ({ at: Date.parse(at), spent: shown(spentUsd) })),
  ].filter(({ at }, index, rows) => at !== rows[index + 1]?.at)
  const last = spent.at(-1)!
  if (!forecast || forecast.length === 0) return spent
  const now = last.spent ?? 0
  return [
    ...spent.slice(0, -1),
    { ...last, forecast: now, band: [now, now] },
    ...forecast
      .filter(({ at }) => Date.parse(at) > last.at)
      .map(({ at, spentUsd, lowUsd, highUsd }) => ({
        at: Date.parse(at),
        spent: null,
        forecast: shown(spentUsd),
        band: [shown(lowUsd), shown(highUsd)] as const,
      })),
  ]
}

/** Above the larger of what is expected and what is allowed. */
const HEADROOM = 1.06

export const burnTop = (rows: readonly BurnRow[], limit: number) =>
  HEADROOM * Math.max(limit, ...rows.map(({ spent, forecast }) => forecast ?? spent ?? 0), 0)
