import { sql } from 'drizzle-orm'

/** The ids of the projects of `users u`, as text; null for all. */
export const ACCESS = sql`case when u.all_projects or u.role = 'admin' then null else
  coalesce((select jsonb_agg(project_id::text order by project_id) from member_projects where user_id = u.id), '[]') end`

/** RFC 3339 UTC. */
export const instantText = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
