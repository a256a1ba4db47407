import { type SQL, sql } from 'drizzle-orm'
import { SERIES_LABELS } from '#shared/api/labels.ts'

const columnOf = (label: string) => `s.${label.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`

/** The value of a label of `series s`, of which only Postgres knows the name; '' for a user, whom no series knows. */
const labelValue = (label: string) =>
  sql.raw(`case ${label} when 'project' then s.project_id::text
    ${SERIES_LABELS.map((name) => `when '${name}' then ${columnOf(name)}`).join(' ')}
    else coalesce(s.tags ->> substr(${label}, 5), '') end`)

/**
 * Rows of `budget_series`: which of the budgets `b` count which of the series `s`, and under which group. A user is
 * looked at event by event, since a series knows none.
 */
export const seriesOfBudgets = (budgets: SQL, series: SQL) => sql`
  select b.id, s.id, case when b.group_by is null then '' else ${labelValue('b.group_by')} end
  from ${budgets} as b join ${series} as s on (b.project_id is null or b.project_id = s.project_id)
    and not exists (
      select from jsonb_each(b.scope) as f(label, kept)
      where label <> 'user' and not kept ? ${labelValue('label')})
  order by 2, 1`
