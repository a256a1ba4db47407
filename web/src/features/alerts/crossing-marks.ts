import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { Alert } from '#shared/api/alerts.ts'
import type { BurnMark } from '../../charts/burn-chart.tsx'

const BURNS: readonly AlertKind[] = ['budget', 'forecast']

/**
 * Where thresholds were crossed in a period by a group (null without groups), and where the forecast first was, with
 * amounts in USD. Of those that were crossed at once only the highest has a mark: they would lie upon each other.
 */
export function crossingMarks(
  alerts: readonly Alert[],
  { start, end, group }: { start: string; end: string; group: string | null },
): BurnMark[] {
  return alerts
    .filter(({ kind, groupKey, periodStart, firedAt }) => {
      const isHere = periodStart !== null && Date.parse(periodStart) === Date.parse(start)
      return BURNS.includes(kind) && isHere && groupKey === group && Date.parse(firedAt) <= Date.parse(end)
    })
    .filter(({ kind, firedAt, threshold }, _, shown) =>
      shown.every(
        (other) => other.kind !== kind || other.firedAt !== firedAt || other.threshold! <= threshold!,
      ),
    )
    .map(({ id, kind, firedAt, facts, threshold }) => ({
      id,
      at: Date.parse(firedAt),
      amount: Number(facts.spentUsd ?? 0),
      text: kind === 'forecast' ? 'Forecast' : `${threshold}%`,
      tone: kind === 'budget' && (threshold ?? 0) >= 100 ? 'bad' : 'warn',
    }))
}
