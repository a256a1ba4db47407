import { type SQL, sql } from 'drizzle-orm'
import type { CreateBudget } from '#shared/api/budgets.ts'
import { parseUsd } from '#shared/money.ts'

/** What a person chooses of a budget. */
export type BudgetSettings = CreateBudget
type Writers = { [Field in keyof BudgetSettings]-?: (value: NonNullable<BudgetSettings[Field]>) => SQL }

const list = (values: readonly (string | number)[]) => `{${values.join(',')}}`

const VALUES: Writers = {
  name: (name) => sql`${name}`,
  projectId: (id) => sql`${id}::int`,
  scope: (scope) => sql`${JSON.stringify(scope)}::text::jsonb`,
  groupBy: (label) => sql`${label}`,
  amountUsd: (amount) => sql`${String(parseUsd(amount))}::numeric`,
  period: (period) => sql`${period}`,
  cycleDay: (day) => sql`${day}::int`,
  timeZone: (zone) => sql`${zone}`,
  thresholds: (thresholds) => sql`${list(thresholds)}::int[]`,
  forecastThreshold: (threshold) => sql`${threshold}::int`,
  channelIds: (ids) => sql`${list(ids)}::int[]`,
  silence: (silence) => sql`${JSON.stringify(silence)}::text::jsonb`,
  owner: (owner) => sql`${owner}`,
  url: (url) => sql`${url}`,
}

const NAMES: Partial<Record<keyof BudgetSettings, string>> = {
  amountUsd: 'amount_pico_usd',
  timeZone: 'zone',
}
const nameOf = (field: string) =>
  NAMES[field as keyof BudgetSettings] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns of those settings that are given. */
export function toColumns(settings: Partial<BudgetSettings>): { name: SQL; value: SQL }[] {
  return Object.entries(settings).flatMap(([field, value]) => {
    if (value === undefined) return []
    const write = VALUES[field as keyof BudgetSettings] as (value: unknown) => SQL
    return [{ name: sql.raw(nameOf(field)), value: value === null ? sql`null` : write(value) }]
  })
}

/** What the audit log keeps of a row of `budgets`. */
export const BUDGET_FACTS = sql.raw(
  `jsonb_build_object('name', name, 'projectId', project_id::text, 'scope', scope, 'groupBy', group_by,
    'amountPicoUsd', amount_pico_usd::text, 'period', period, 'cycleDay', cycle_day, 'timeZone', zone,
    'thresholds', thresholds, 'forecastThreshold', forecast_threshold, 'channelIds', channel_ids,
    'silence', silence, 'owner', owner, 'url', url, 'paused', paused_at is not null, 'arming', arming)`,
)
