import { sql } from 'drizzle-orm'
import { pathOf } from '#server/alerts/alert-columns.ts'
import { closeAlerts } from '#server/alerts/close-alerts.ts'
import { type DecidedAlert, raiseAlerts } from '#server/alerts/raise-alert.ts'
import type { AppContext } from '#server/context.ts'
import type { AlertRule } from '#shared/api/alert-rules.ts'
import { decideRule, type Finding } from './decide-rule.ts'
import { listActiveRules } from './list-rules.ts'
import { readHistory } from './read-history.ts'

/**
 * Looks at everything that rules watch: raises what is found, once a day and project over all instances, and ends what
 * is not found any more. @param at the time that it is taken for; the database's without it
 */
export async function watchRules(ctx: AppContext, at?: Date): Promise<void> {
  const rules = await listActiveRules(ctx)
  const { now, day, open } = await readOpen(ctx, at)
  // One that was paused while it was looked at may have left something open.
  if (rules.length === 0 && open.length === 0) return
  const seconds = now.getTime() / 1000
  const projects = await readHistory(ctx, seconds)
  const seen = { now: seconds, projects, pricesCheckedOn: ctx.catalogue.checkedOn }
  const found = rules.flatMap((rule) => decideRule(rule, seen).map((finding) => ({ rule, finding })))
  const wanted = new Set(found.map(({ rule, finding }) => aboutKey(rule, finding)))
  const opened = new Set(open.map(({ about }) => about))
  const fresh = found.filter(({ rule, finding }) => !opened.has(aboutKey(rule, finding)))
  await raiseAlerts(
    ctx,
    fresh.map(({ rule, finding }) => toAlert(rule, finding, { now, day })),
  )
  const over = open.filter(({ about }) => !wanted.has(about))
  await closeAlerts(
    ctx,
    over.map(({ id }) => ({ id, state: 'resolved', tells: true })),
    now,
  )
  if (over.length > 0) ctx.outbox.wake()
}

const aboutKey = (rule: AlertRule, { about }: Finding) => `rule:${rule.id}:${about}`

async function readOpen(ctx: AppContext, at: Date | undefined) {
  const rows = await ctx.db.execute<{
    now: string
    day: string
    id: string | null
    about: string | null
  }>(sql`
    select (extract(epoch from moment.now) * 1000)::bigint::text as now, a.id::text,
      to_char(moment.now at time zone coalesce(z.name, 'UTC'), 'YYYY-MM-DD') as day,
      substring(a.dedup_key from '^rule:[0-9]+:[^:]+') as about
    from (select coalesce(${at?.toISOString() ?? null}::timestamptz, now()) as now) as moment
      left join rollup_zones z on z.state = 'active'
      left join alerts a on a.dedup_key like 'rule:%' and a.state in ('firing', 'acknowledged') and a.resolved_at is null`)
  const open = rows.flatMap(({ id, about }) => (id === null || about === null ? [] : [{ id, about }]))
  const { now, day } = rows[0]!
  return { now: new Date(Number(now)), day, open }
}

/** @param day of the installation's zone: a rule tells once in it */
function toAlert(rule: AlertRule, finding: Finding, { now, day }: { now: Date; day: string }): DecidedAlert {
  return {
    dedupKey: `${aboutKey(rule, finding)}:${day}`,
    subject: finding.subject,
    path: pathOf(finding.subject),
    firedAt: now,
    tells: true,
    channelIds: rule.channelIds,
  }
}
