import { type SQL, sql } from 'drizzle-orm'
import { GROUP_LABELS, type GroupLabel, type SeriesLabel } from '#shared/api/labels.ts'
import type { SpendByQuery } from '#shared/api/spend.ts'

export interface Filter {
  label: GroupLabel
  /** `true` keeps these values, `false` leaves them out. */
  keep: boolean
  values: string[]
}

/** The label filters of a query, and the project that its sender may see. */
export function filtersOf(query: SpendByQuery, visibleProject: number | undefined): Filter[] {
  const filters = GROUP_LABELS.flatMap((label) => {
    const { [label]: kept, [`-${label}` as const]: left } = query
    return [
      ...(kept ? [{ label, keep: true, values: kept }] : []),
      ...(left ? [{ label, keep: false, values: left }] : []),
    ]
  })
  if (visibleProject === undefined) return filters
  return [...filters, { label: 'project', keep: true, values: [String(visibleProject)] }]
}

const SERIES_COLUMNS: Record<SeriesLabel, string> = {
  provider: 'provider',
  model: 'model',
  operation: 'operation',
  serviceTier: 'service_tier',
  region: 'region',
  environment: 'environment',
  team: 'team',
  feature: 'feature',
  task: 'task',
}

/** Column that holds the label in a query over `series s`; from a fixed list, never from the request. */
export function seriesColumn(label: GroupLabel): SQL {
  return label === 'project' ? sql.raw('s.project_id::text') : sql.raw(`s.${SERIES_COLUMNS[label]}`)
}

/** Conditions over any text column of each label, and the project's number. Values travel as parameters. */
export function toWhere(filters: Filter[], column: (label: GroupLabel) => SQL, project: SQL): SQL {
  const conditions = filters.map(({ label, keep, values }) => {
    if (label === 'project') return toProjectCondition(keep, values, project)
    const list = sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`
    return keep ? sql`${column(label)} in ${list}` : sql`${column(label)} not in ${list}`
  })
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** As numbers, so that the index of the column is used. What is no id matches nothing. */
function toProjectCondition(keep: boolean, values: string[], project: SQL): SQL {
  const ids = values.filter((value) => /^\d{1,9}$/.test(value)).join(',')
  return keep ? sql`${project} = any(${`{${ids}}`}::int[])` : sql`${project} <> all(${`{${ids}}`}::int[])`
}

/** The labels other than the group that a query depends on. */
export const labelsOf = (filters: Filter[]): GroupLabel[] => filters.map((filter) => filter.label)
