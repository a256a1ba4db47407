import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from './people.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A question on Explore that somebody wants to ask again. It goes with its owner. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The query of the page's address, without `?`. */
    params: text('params').notNull(),
    /** Seen by everybody who may sign in, instead of by its owner only. */
    shared: boolean('shared').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('saved_views_name').on(table.ownerId, sql`lower(${table.name})`),
    index('saved_views_shared').on(table.name).where(sql`${table.shared}`),
  ],
)
