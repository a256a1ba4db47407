import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { KeyScope } from '#shared/api/api-keys.ts'
import type { CostBasis } from '#shared/api/projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

export const projects = pgTable(
  'projects',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    demo: boolean('demo').notNull().default(false),
    /** Which cost counts where the caller reported one as well. */
    costBasis: text('cost_basis').$type<CostBasis>().notNull().default('automatic'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** When a label set last found no place any more and was counted under `__other__`. */
    seriesCappedAt: instant('series_capped_at'),
    /** Takes no events any more; what it spent stays. Can be restored. */
    archivedAt: instant('archived_at'),
    /** Removed, and soon gone: nothing is taken for it any more. */
    removedAt: instant('removed_at'),
  },
  (table) => [uniqueIndex('projects_name').on(sql`lower(${table.name})`)],
)

export const apiKeys = pgTable(
  'api_keys',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    /** sha256 in hex: 256 random bits need no slow hash. */
    hash: text('hash').notNull().unique(),
    scopes: text('scopes').array().$type<KeyScope[]>().notNull(),
    /** Events or requests a second; null is what holds for every key. */
    rateLimit: integer('rate_limit'),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('api_keys_project_id').on(table.projectId)],
)
