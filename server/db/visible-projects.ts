import { type SQL, sql } from 'drizzle-orm'

/** The projects whose events somebody may see; undefined is every project, those to come as well. */
export type VisibleProjects = readonly number[] | undefined

/** Condition that keeps what belongs to one of them; `column` holds the number of a project. */
export function isVisible(column: SQL, visible: VisibleProjects): SQL {
  return visible === undefined ? sql`true` : sql`${column} = any(${`{${visible.join(',')}}`}::int[])`
}
