import type { Alert } from '#shared/api/alerts.ts'
import type { BurnMark } from '../../charts/burn-chart.tsx'

/** Where thresholds were crossed in a period, with amounts in USD. What a forecast said is no crossing. */
export function crossingMarks(
  alerts: readonly Alert[],
  { start, end }: { start: string; end: string },
): BurnMark[] {
  return alerts
    .filter(({ kind, periodStart, firedAt }) => {
      const isHere = periodStart !== null && Date.parse(periodStart) === Date.parse(start)
      return kind === 'budget' && isHere && Date.parse(firedAt) <= Date.parse(end)
    })
    .map(({ id, firedAt, facts, threshold }) => ({
      id,
      at: Date.parse(firedAt),
      amount: Number(facts.spentUsd ?? 0),
      text: `${threshold}%`,
      tone: (threshold ?? 0) >= 100 ? 'bad' : 'warn',
    }))
}
