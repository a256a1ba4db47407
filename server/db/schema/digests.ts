import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { DigestPeriod } from '#shared/api/digests.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A summary of each week or month, sent some hours after its end in the digest's own zone. */
export const digests = pgTable('digests', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  period: text('period').$type<DigestPeriod>().notNull(),
  /** null: the whole installation. */
  projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
  /** E-mail and Slack. */
  channelIds: integer('channel_ids').array().notNull(),
  /** IANA name. */
  zone: text('zone').notNull(),
  /** The local hour of sending, 0 to 23. */
  hour: integer('hour').notNull(),
  /** End of the last period that was told: whoever moves it on tells of the next one, once over all instances. */
  toldUntil: instant('told_until').notNull(),
  pausedAt: instant('paused_at'),
  removedAt: instant('removed_at'),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})
