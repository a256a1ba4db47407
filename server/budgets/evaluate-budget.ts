import type { AlertState } from '#shared/api/alerts.ts'

/** A budget in one period, as one statement saw it. Amounts are in pico-USD, instants in epoch milliseconds. */
export interface CheckedPeriod {
  amount: bigint
  /** Percent, ascending. */
  thresholds: readonly number[]
  arming: number
  armedAt: number
  start: number
  end: number
  groups: readonly GroupSpend[]
  /** Those of periods that overlap this one. */
  alerts: readonly KnownAlert[]
}

export interface GroupSpend {
  /** null without groups. */
  group: string | null
  /** Where the key is none: of a project. */
  name?: string | null
  spent: bigint
  requests: number
  unpriced: number
  /** When it last grew. */
  updatedAt: number
}

export interface KnownAlert {
  id: string
  group: string | null
  threshold: number
  arming: number
  state: AlertState
  /** When it fired. */
  spent: bigint
  start: number
  end: number
}

export interface RaisedThreshold {
  spend: GroupSpend
  threshold: number
  /** How many alerts of the same threshold were there before it, in this period. */
  repeat: number
  /** Else it is only recorded. */
  tells: boolean
}

export interface ClosedAlert {
  id: string
  state: 'resolved' | 'superseded'
  /** Whether those who were told of it are told that it is over. */
  tells: boolean
  spent: bigint
}

export interface BudgetDecision {
  raised: RaisedThreshold[]
  closed: ClosedAlert[]
}

/** Epoch milliseconds. */
interface Bounds {
  start: number
  end: number
}

/** So long after its end a period may still be told about. */
const GRACE_MS = 86_400_000

/** What crossing, correction, edit and time ask for, of what was not decided yet. */
export function evaluateBudget(period: CheckedPeriod, now: number): BudgetDecision {
  const groups = new Map(period.groups.map((spend) => [spend.group, spend]))
  const alerts = period.alerts.filter((alert) => isSamePeriod(alert, period))
  for (const { group } of alerts)
    if (!groups.has(group)) groups.set(group, { group, spent: 0n, requests: 0, unpriced: 0, updatedAt: now })
  const decisions = [...groups.values()].map((spend) => {
    const own = alerts.filter(({ group }) => group === spend.group)
    return { raised: raise(period, spend, own, now), closed: close(period, spend, own, now) }
  })
  return {
    raised: decisions.flatMap(({ raised }) => raised),
    closed: decisions.flatMap(({ closed }) => closed),
  }
}

/** After a change of zone a period has other bounds, but is the same for whoever was told of it. */
export function isSamePeriod(alert: Bounds, { start, end }: Bounds): boolean {
  const overlap = Math.min(alert.end, end) - Math.max(alert.start, start)
  return overlap * 2 > end - start
}

const isOpen = ({ state }: KnownAlert) => state === 'firing' || state === 'acknowledged'
const isCrossed = ({ amount }: CheckedPeriod, { spent }: GroupSpend, threshold: number) =>
  spent * 100n >= amount * BigInt(threshold)

/** The highest threshold that is crossed is told, those below are recorded with it. */
function raise(
  period: CheckedPeriod,
  spend: GroupSpend,
  alerts: readonly KnownAlert[],
  now: number,
): RaisedThreshold[] {
  const crossed = period.thresholds.filter((threshold) => isCrossed(period, spend, threshold))
  const highest = crossed.at(-1)
  if (highest === undefined || period.end <= period.armedAt) return []
  const armed = alerts.filter(({ arming }) => arming === period.arming)
  const missing = crossed.filter((threshold) => !armed.some((alert) => alert.threshold === threshold))
  const isLate = now - period.end > GRACE_MS
  const tells = !isLate && (wasCorrected(armed) ? isWorse(spend, armed, highest) : missing.includes(highest))
  const wanted = tells && !missing.includes(highest) ? [...missing, highest] : missing
  return wanted.map((threshold) => ({
    spend,
    threshold,
    repeat: armed.filter((alert) => alert.threshold === threshold && alert.start === period.start).length,
    tells: tells && threshold === highest,
  }))
}

const wasCorrected = (armed: readonly KnownAlert[]) => armed.some(({ state }) => state === 'resolved')

/** After a correction nobody is told again before it is a tenth more than what was told. */
function isWorse({ spent }: GroupSpend, armed: readonly KnownAlert[], highest: number): boolean {
  if (armed.some((alert) => isOpen(alert) && alert.threshold >= highest)) return false
  return armed.every((alert) => alert.state === 'recorded' || spent * 10n >= alert.spent * 11n)
}

/** What is not so any more is over; what an edit has overtaken gives way; what nobody can mend any more ends by itself. */
function close(
  period: CheckedPeriod,
  spend: GroupSpend,
  alerts: readonly KnownAlert[],
  now: number,
): ClosedAlert[] {
  const isPast = now - period.end > GRACE_MS
  return alerts.filter(isOpen).flatMap(({ id, threshold, arming }): ClosedAlert[] => {
    const { spent } = spend
    const isOvertaken = arming < period.arming || !period.thresholds.includes(threshold)
    if (!isCrossed(period, spend, threshold)) return [{ id, state: 'resolved', tells: true, spent }]
    if (isOvertaken) return [{ id, state: 'superseded', tells: false, spent }]
    return isPast ? [{ id, state: 'resolved', tells: false, spent }] : []
  })
}
