import type { Filter } from '#server/analytics/filters.ts'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums } from '#server/analytics/read-sums.ts'
import type { AppContext } from '#server/context.ts'
import type { CountedBudget } from '#shared/api/budgets.ts'
import { addDays } from './period-of-day.ts'
import { scopeFilters } from './scope-filters.ts'

/** Two of each weekday. */
const DAYS_BACK = 14

/**
 * What each of the 14 days before `from` cost, by the hour since it began. Hours are known of one label only without
 * reading events, so of a scope with more labels the first one speaks for it.
 */
export async function readDayHours(
  ctx: AppContext,
  budget: Pick<CountedBudget, 'projectId' | 'scope' | 'groupBy' | 'timeZone'>,
  group: string | null,
  { from }: { from: string },
): Promise<number[][]> {
  const days = Array.from({ length: DAYS_BACK }, (_, i) => addDays(from, i - DAYS_BACK))
  const range = `${days[0]!}..${days.at(-1)!}` as Range
  const asked = { range, timeZone: budget.timeZone!, compare: 'none' } as const
  const [byHour, byDay] = await Promise.all([
    resolvePeriods(ctx, { ...asked, bucket: 'hour' }),
    resolvePeriods(ctx, { ...asked, bucket: 'day' }),
  ])
  const filters = knownByHour(scopeFilters(budget, group))
  const { rows } = await readSums(ctx, {
    periods: byHour,
    groupBy: 'project',
    filters,
    limit: 1,
    byBucket: true,
  })
  const costs = new Map<number, number>()
  for (const { at, costPicoUsd } of rows) costs.set(at, (costs.get(at) ?? 0) + Number(costPicoUsd))
  const { starts } = byDay.current
  return starts.map((start, day) => {
    const end = starts[day + 1] ?? byDay.current.end
    return byHour.current.starts.flatMap((at, i) => (at >= start && at < end ? [costs.get(i) ?? 0] : []))
  })
}

type Range = Parameters<typeof resolvePeriods>[1]['range']

function knownByHour(filters: readonly Filter[]): Filter[] {
  const isKnown = ({ label }: Filter) => label !== 'user' && !label.startsWith('tag:')
  const first = filters.find((filter) => filter.label !== 'project' && isKnown(filter))
  return [...filters.filter(({ label }) => label === 'project'), ...(first ? [first] : [])]
}
