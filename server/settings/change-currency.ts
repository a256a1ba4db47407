import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { auditOf } from '#server/people/audit.ts'
import type { DisplayCurrency } from '#shared/api/settings.ts'

/** Changes in what screens show amounts. Nothing that is stored changes. */
export async function changeCurrency(
  ctx: AppContext,
  currency: DisplayCurrency | null,
  actor: string,
): Promise<void> {
  const { code = null, rate = null, date = null } = currency ?? {}
  await ctx.db.execute(sql`
    with before as (select id, ${FACTS} as facts from settings for update),
    changed as (
      update settings s set currency = ${code}::text, currency_rate = ${rate}::numeric, currency_rate_date = ${date}::date
      from before where s.id = before.id returning s.*, facts
    ), ${auditOf('changed', actor, 'settings.currency', sql`jsonb_build_object('before', facts, 'after', ${FACTS})`)}
    select 1`)
}

const FACTS = sql.raw(
  `jsonb_build_object('currency', coalesce(currency, 'USD'), 'rate', currency_rate, 'date', currency_rate_date)`,
)
