import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { programPaths } from '#server/paths.ts'
import type { HealthCheck } from '#shared/api/about.ts'

const SKEW_WARNING_SECONDS = 5
const SILENCE_WARNING_MINUTES = 60
const PRICES_WARNING_DAYS = 90

/** What an operator would look at when something seems wrong, each with what to do about it. */
export async function checkHealth(ctx: AppContext): Promise<HealthCheck[]> {
  const now = ctx.clock()
  const [row] = await ctx.db.execute<{
    version: string
    now: string
    strays: number
    last: string | null
    events: string
    unpriced: number
    people: number
  }>(sql`
    select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::text as now,
      (select count(*)::int from (select from usage_events_default limit 1000) as d) as strays,
      (select max(bucket) * 900000::bigint from label_rollups)::text as last,
      (select coalesce(sum(requests), 0)::text from label_rollups r
        join labels l on l.id = r.label_id and l.name = 'project') as events,
      (select coalesce(sum(unpriced + invalid), 0)::int from label_rollups r
        join labels l on l.id = r.label_id and l.name = 'project') as unpriced,
      (select count(*)::int from users) as people`)
  const { version, strays, events, unpriced, people, last } = row!
  return [
    {
      name: 'database',
      state: 'ok',
      detail: `Postgres ${version}, ${BigInt(events).toLocaleString('en-US')} events`,
    },
    checkSkew(now.getTime() - Number(row!.now)),
    checkStrays(strays),
    checkLastEvent(last === null ? undefined : (now.getTime() - Number(last)) / 60_000),
    unpriced === 0
      ? { name: 'prices', state: 'ok', detail: 'every event has a known cost' }
      : {
          name: 'prices',
          state: 'warning',
          detail: `${unpriced.toLocaleString('en-US')} events have no known cost: see the coverage on Overview`,
        },
    checkCatalogue(ctx, now),
    people > 0
      ? { name: 'people', state: 'ok', detail: `${people} can sign in` }
      : {
          name: 'people',
          state: 'warning',
          detail: 'nobody can sign in yet: open the setup link that the server prints at its start',
        },
    existsSync(join(programPaths().web, 'index.html'))
      ? { name: 'web app', state: 'ok', detail: 'built' }
      : { name: 'web app', state: 'warning', detail: 'not built: "spendscope start" builds it' },
  ]
}

function checkSkew(skewMs: number): HealthCheck {
  const seconds = Math.abs(skewMs) / 1000
  if (seconds <= SKEW_WARNING_SECONDS)
    return { name: 'clock', state: 'ok', detail: `${seconds.toFixed(1)} s from the database's` }
  return {
    name: 'clock',
    state: 'warning',
    detail: `${seconds.toFixed(1)} s from the database's: set up NTP on both machines`,
  }
}

function checkStrays(strays: number): HealthCheck {
  if (strays === 0)
    return { name: 'partitions', state: 'ok', detail: 'every event is in the partition of its month' }
  return {
    name: 'partitions',
    state: 'warning',
    detail: `${strays} events are in the default partition: months were missing when they came`,
  }
}

function checkLastEvent(minutes: number | undefined): HealthCheck {
  if (minutes === undefined)
    return { name: 'ingest', state: 'warning', detail: 'no event yet: make a key and send one (README)' }
  const detail = `last event within ${Math.ceil(minutes)} minutes`
  if (minutes <= SILENCE_WARNING_MINUTES) return { name: 'ingest', state: 'ok', detail }
  return {
    name: 'ingest',
    state: 'warning',
    detail: `no event for ${Math.floor(minutes)} minutes: do the apps still send?`,
  }
}

function checkCatalogue(ctx: AppContext, now: Date): HealthCheck {
  const days = Math.floor((now.getTime() - Date.parse(ctx.catalogue.checkedOn)) / 86_400_000)
  const detail = `catalogue ${ctx.catalogue.version}, prices checked ${days} days ago`
  if (days <= PRICES_WARNING_DAYS) return { name: 'catalogue', state: 'ok', detail }
  return { name: 'catalogue', state: 'warning', detail: `${detail}: update Spendscope` }
}
