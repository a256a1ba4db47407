import { date, integer, numeric, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'

/** What an admin chose for the whole installation: one row. The time zone stands in `rollup_zones`. */
export const settings = pgTable('settings', {
  id: smallint('id').primaryKey().default(1),
  /** Months of events that are kept; null keeps all. Rollups stay. */
  retentionMonths: integer('retention_months'),
  /** Events before it were dropped, or will be: none are taken any more, since a repeat would count twice. */
  eventsKeptFrom: timestamp('events_kept_from', { withTimezone: true }),
  /** When that was decided: what is older goes once every instance has heard of it. */
  keptFromSetAt: timestamp('kept_from_set_at', { withTimezone: true }),
  /** ISO 4217 code in which screens show amounts; null is USD. What is stored is always USD. */
  currency: text('currency'),
  /** What one USD is in it, and the day that an admin took the rate from. */
  currencyRate: numeric('currency_rate'),
  currencyRateDate: date('currency_rate_date'),
})
