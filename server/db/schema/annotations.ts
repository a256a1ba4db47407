import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { AnnotationKind } from '#shared/api/annotations.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** What happened at an instant, to be seen beside the spend: in a project, or (project_id null) everywhere. */
export const annotations = pgTable(
  'annotations',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    kind: text('kind').$type<AnnotationKind>().notNull(),
    title: text('title').notNull(),
    url: text('url'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [index('annotations_at').on(table.at)],
)
