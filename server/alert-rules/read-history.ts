import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { bucketOf, zoneDay } from '#server/rollups/zone-day.ts'

/** What a project has sent lately. Days are those of the installation's zone, counted since 1970. */
export interface ProjectHistory {
  id: string
  name: string
  today: number
  /** Days with events, the oldest first; the last of them may be today. */
  days: { day: number; costPicoUsd: bigint; requests: number; unpriced: number }[]
  /** Epoch seconds until which events came; null: none ever did. */
  lastEventUntil: number | null
  last24h: { requests: number; unpriced: number }
}

const DAYS_READ = 60

type Row = Omit<ProjectHistory, 'days' | 'last24h'> & {
  requests: number
  unpriced: number
  days: { day: number; cost: string; requests: number; unpriced: number }[]
} & Record<string, unknown>

/** Every project that takes events, from sums. @param now epoch seconds */
export async function readHistory(ctx: AppContext, now: number): Promise<ProjectHistory[]> {
  const bucket = bucketOf(`to_timestamp(${Math.floor(now)})`)
  const rows = await ctx.db.execute<Row>(sql`
    with zone as (
      select z.id, ${zoneDay(bucket, sql.raw('z.name'))} as today from rollup_zones z where z.state = 'active'
    )
    select p.id::text, p.name, zone.today,
      (select coalesce(jsonb_agg(jsonb_build_object('day', r.day, 'cost', r.cost_pico_usd::text, 'requests', r.requests,
          'unpriced', r.unpriced + r.invalid + r.partial) order by r.day), '[]')
        from label_day_rollups r
        where r.label_id = l.id and r.zone_id = zone.id and r.requests > 0
          and r.day between zone.today - ${DAYS_READ}::int and zone.today) as days,
      (select (max(r.bucket) + 1) * 900.0 from label_rollups r
        where r.label_id = l.id and r.requests > 0 and r.bucket <= ${bucket})::float8 as "lastEventUntil",
      recent.*
    from projects p join labels l on l.project_id = p.id and l.name = 'project' cross join zone
      cross join lateral (
        select coalesce(sum(r.requests), 0)::float8 as requests,
          coalesce(sum(r.unpriced + r.invalid + r.partial), 0)::float8 as unpriced
        from label_rollups r where r.label_id = l.id and r.bucket > ${bucket} - 96 and r.bucket <= ${bucket}) as recent
    where p.removed_at is null and p.archived_at is null order by p.id`)
  return rows.map(({ days, requests, unpriced, ...project }) => ({
    ...project,
    days: days.map(({ cost, ...day }) => ({ ...day, costPicoUsd: BigInt(cost) })),
    last24h: { requests, unpriced },
  }))
}
