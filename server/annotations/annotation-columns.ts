import { sql } from 'drizzle-orm'

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** An `Annotation` of the API, from `annotations a`. */
export const ANNOTATION = sql.raw(
  `a.id::text, a.project_id::text as "projectId", ${instant('a.at')} as at, a.kind, a.title, a.url,
    a.created_by as "createdBy", ${instant('a.created_at')} as "createdAt"`,
)
