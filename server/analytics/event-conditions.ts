import { type SQL, sql } from 'drizzle-orm'
import type { EventFilters } from '#shared/api/events.ts'
import { parseUsd } from '#shared/money.ts'
import { eventColumn, filtersOf, toWhere } from './filters.ts'

/** Columns that hold what only an event knows; never from the request. */
const FACTS = {
  errorCode: 'e.error_code',
  costStatus: 'e.cost_status::text',
  traceId: 'e.trace_id',
  sessionId: 'e.session_id',
  id: 'e.id',
} as const satisfies Partial<Record<keyof EventFilters, string>>

/** Conditions over `usage_events e` and their `series s`, of all projects that the filters allow. */
export function toEventConditions(filters: EventFilters): SQL {
  const labels = filtersOf(filters, undefined).filter(({ label }) => label !== 'project')
  const facts = Object.entries(FACTS).flatMap(([name, column]) => {
    const values = filters[name as keyof typeof FACTS]
    return values ? [isOneOf(column, values)] : []
  })
  const { status, minCostUsd } = filters
  if (status) facts.push(sql`e.failed = ${status === 'error'}::boolean`)
  if (minCostUsd) facts.push(sql`e.cost_pico_usd >= ${String(parseUsd(minCostUsd))}::bigint`)
  return sql.join([toWhere(labels, eventColumn, sql.raw('e.project_id')), ...facts], sql` and `)
}

export const isOneOf = (column: string, values: readonly string[]) =>
  sql`${sql.raw(column)} in (select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`
