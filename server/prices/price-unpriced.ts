import { sql } from 'drizzle-orm'
import { type AppContext, SETTINGS_TTL_MS } from '#server/context.ts'
import { RepriceFilter } from '#shared/api/prices.ts'
import { loadPricesVersion } from './price-book.ts'

/** Who approves what needs no approval: an unknown cost that becomes known. */
const AUTOMATIC = 'automatic'

/**
 * When prices have changed (a new catalogue, an own price or name), lets the events without a known cost be priced
 * with them. Waits until every instance has seen the change, so that no event slips through in between.
 */
export async function priceUnpriced(ctx: AppContext): Promise<void> {
  const version = await loadPricesVersion(ctx)
  const filter = JSON.stringify(RepriceFilter.parse({ only: 'unpriced' }))
  const settled = sql.raw(`interval '${SETTINGS_TTL_MS + 1_000} milliseconds'`)
  await ctx.db.execute(sql`
    insert into reprice_runs (filter, state, catalogue, created_by, approved_by, approved_at)
    select ${filter}::text::jsonb, 'approved', ${version}, ${AUTOMATIC}, ${AUTOMATIC}, now()
    where not exists (select from reprice_runs where created_by = ${AUTOMATIC} and catalogue = ${version})
      and not exists (select from price_overrides where greatest(created_at, retired_at) > now() - ${settled})
      and not exists (select from model_aliases where greatest(created_at, retired_at) > now() - ${settled})
      and exists (select from usage_events where cost_status in ('unpriced', 'invalid', 'partial'))`)
}
