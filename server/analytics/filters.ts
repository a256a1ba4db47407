import { type SQL, sql } from 'drizzle-orm'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { type AnyLabel, GROUP_LABELS, type SeriesLabel } from '#shared/api/labels.ts'
import type { SpendByQuery } from '#shared/api/spend.ts'

export interface Filter {
  label: AnyLabel
  /** `true` keeps these values, `false` leaves them out. */
  keep: boolean
  values: string[]
}

type FilterParams = Omit<SpendByQuery, 'range' | 'timeZone' | 'compare' | 'groupBy' | 'limit'>

/** The label filters of a query, and the projects that its sender may see. */
export function filtersOf(query: FilterParams, visible: VisibleProjects): Filter[] {
  const filters = [...GROUP_LABELS, 'user' as const].flatMap((label) => {
    const { [label]: kept, [`-${label}` as const]: left } = query
    return [
      ...(kept ? [{ label, keep: true, values: kept }] : []),
      ...(left ? [{ label, keep: false, values: left }] : []),
    ]
  })
  const byTags = [...tagFilters(query.tag ?? [], true), ...tagFilters(query['-tag'] ?? [], false)]
  const all = [...filters, ...byTags]
  if (visible === undefined) return all
  return [...all, { label: 'project', keep: true, values: visible.map(String) }]
}

/** `customer=acme`: values of the same key are alternatives. */
function tagFilters(pairs: readonly string[], keep: boolean): Filter[] {
  const byKey = new Map<AnyLabel, string[]>()
  for (const pair of pairs) {
    const [key, ...value] = pair.split('=')
    const label = `tag:${key!}` as const
    byKey.set(label, [...(byKey.get(label) ?? []), value.join('=')])
  }
  return [...byKey].map(([label, values]) => ({ label, keep, values }))
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

const tagIn = (tags: string, label: AnyLabel) =>
  sql`coalesce(${sql.raw(tags)} ->> ${label.slice(4)}::text, '')`

/** What holds a label in a query over `series s`; columns from a fixed list, never from the request. */
export function seriesColumn(label: AnyLabel): SQL {
  if (label === 'project') return sql.raw('s.project_id::text')
  if (label === 'user') throw new Error('a series knows no user')
  if (label.startsWith('tag:')) return tagIn('s.tags', label)
  return sql.raw(`s.${SERIES_COLUMNS[label as SeriesLabel]}`)
}

/** The same in a query over `usage_events e` and their series. */
export function eventColumn(label: AnyLabel): SQL {
  if (label === 'user') return sql.raw(`coalesce(e.user_id, '')`)
  return label.startsWith('tag:') ? tagIn('e.tags', label) : seriesColumn(label)
}

/** Conditions over any text column of each label, and the project's number. Values travel as parameters. */
export function toWhere(filters: Filter[], column: (label: AnyLabel) => SQL, project: SQL): SQL {
  const conditions = filters.map(({ label, keep, values }) => {
    if (label === 'project') return toProjectCondition(keep, values, project)
    const list = sql`${toTextArray(values)}::text[]`
    return keep ? sql`${column(label)} = any(${list})` : sql`${column(label)} <> all(${list})`
  })
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** As one literal: Postgres sees how many values there are, and so how few rows. */
const toTextArray = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`

/** As numbers, so that the index of the column is used. What is no id matches nothing. */
function toProjectCondition(keep: boolean, values: string[], project: SQL): SQL {
  const ids = values.filter((value) => /^\d{1,9}$/.test(value)).join(',')
  return keep ? sql`${project} = any(${`{${ids}}`}::int[])` : sql`${project} <> all(${`{${ids}}`}::int[])`
}

/** The labels other than the group that a query depends on. */
export const labelsOf = (filters: Filter[]): AnyLabel[] => filters.map((filter) => filter.label)

export const isOfProject = ({ label }: Filter): boolean => label === 'project'
