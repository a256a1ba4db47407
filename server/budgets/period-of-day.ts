import type { BudgetPeriod } from '#shared/api/budgets.ts'

const DAY_MS = 86_400_000

/** A calendar day `2026-11-22` so many days later, or earlier. */
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The first day of the period that holds a calendar day, as Postgres has it in `period-bounds.ts`. */
export function firstDayOfPeriod(day: string, period: BudgetPeriod, cycleDay: number | null): string {
  const date = new Date(day)
  const monthsBack = (months: number) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10)
  switch (period) {
    case 'day':
      return day
    case 'week':
      return addDays(day, -((date.getUTCDay() + 6) % 7))
    case 'month':
      return monthsBack(0)
    case 'quarter':
      return monthsBack(date.getUTCMonth() % 3)
    case 'cycle':
      return addDays(firstDayOfPeriod(addDays(day, 1 - cycleDay!), 'month', null), cycleDay! - 1)
    default:
      return period satisfies never
  }
}
