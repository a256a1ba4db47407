import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelSettings } from '#shared/api/channels.ts'
import type { Queued } from './compose-message.ts'

/** One message of one channel, held by this instance: several deliveries when very many were due at once. */
export interface Claim {
  token: string
  channel: ClaimedChannel
  deliveries: Queued[]
  /** Before this attempt. */
  attempts: number
  ageSeconds: number
}

interface ClaimedChannel {
  id: number
  name: string
  kind: ChannelKind
  settings: ChannelSettings
  /** Sealed. */
  secret: string | null
  previousSecret: string | null
}

const epochMs = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::bigint::text`)
/** Longer than an attempt may take: who holds it past that is dead. */
const LEASE = sql.raw(`interval '30 seconds'`)
/** From so many new ones on, a channel gets them together. */
const TOGETHER_FROM = sql.raw('11')
const MOST_TOGETHER = sql.raw('50')
/** New alerts; what was tried alone stays alone, so that its id stays the same. */
const IS_LOOSE = sql.raw(
  `d.kind in ('fired', 'resolved') and d.group_id is null and d.first_tried_at is null`,
)

/**
 * Takes the next message of up to `most` channels, one a channel: who comes at the same time finds others, or nothing.
 * All times are the database's. An incident tool gets every alert by itself, because it ends them one by one.
 */
export async function claimDeliveries(ctx: AppContext, most: number): Promise<Claim[]> {
  const token = randomUUID()
  // What is acknowledged is told to nobody any more; only the incident that was opened with it is closed.
  const isDue = sql`d.state = 'pending' and d.next_at <= now() and (d.locked_until is null or d.locked_until < now())
    and (d.kind = 'test' or (c.disabled_at is null and not ${ctx.config.areAlertsPaused}::bool))
    and (d.alert_id is null or (c.kind = 'pagerduty' and d.kind = 'resolved') or not exists (
      select from alerts a where a.id = d.alert_id and a.acknowledged_at is not null))`
  const rows = await ctx.preparedDb.execute<ClaimedRow>(sql`
    with free as (
      select c.* from channels c
      where c.removed_at is null and (c.busy_until is null or c.busy_until < now())
        and exists (select from deliveries d where d.channel_id = c.id and ${isDue})
      order by c.busy_until nulls first, c.id limit ${most}::int for update skip locked
    ), due as (
      select d.id, d.channel_id, d.group_id, ${IS_LOOSE} as is_loose,
        row_number() over (partition by d.channel_id order by d.kind <> 'test', d.next_at, d.id) as place,
        row_number() over (partition by d.channel_id, ${IS_LOOSE} order by d.next_at, d.id) as loose_place,
        count(*) over (partition by d.channel_id, ${IS_LOOSE}) as loose
      from deliveries d join free c on c.id = d.channel_id where ${isDue}
    ), heads as (
      select due.*, due.is_loose and due.loose >= ${TOGETHER_FROM} and c.kind <> 'pagerduty' as gathers
      from due join free c on c.id = due.channel_id where due.place = 1
    ), chosen as (
      select due.id, due.channel_id, case when heads.gathers then heads.id else heads.group_id end as group_id
      from heads join due on due.channel_id = heads.channel_id
      where due.id = heads.id or due.group_id = heads.group_id
        or (heads.gathers and due.is_loose and due.loose_place <= ${MOST_TOGETHER})
    ), claimed as (
      update deliveries d set locked_until = now() + ${LEASE}, lock_token = ${token}::uuid, group_id = chosen.group_id,
        first_tried_at = coalesce(d.first_tried_at, now())
      from chosen
      where d.id = chosen.id and d.state = 'pending' and (d.locked_until is null or d.locked_until < now())
      returning d.*
    ), held as (
      update channels c set busy_until = now() + ${LEASE}, busy_token = ${token}::uuid
      from free where c.id = free.id and c.id in (select channel_id from claimed)
    )
    select d.id::text, d.channel_id as "channelId", d.kind, d.payload, d.attempts,
      ${epochMs('d.created_at')} as "createdAt",
      'msg_' || coalesce(head.id, d.id) || '_' || ${epochMs('coalesce(head.created_at, d.created_at)')} as "messageId",
      extract(epoch from now() - d.first_tried_at)::float8 as "ageSeconds",
      c.name, c.kind as "channelKind", c.settings, c.secret,
      case when c.secret_rotated_at > now() - interval '1 day' then c.previous_secret end as "previousSecret"
    from claimed d join free c on c.id = d.channel_id
      left join deliveries head on head.id = d.group_id -- settled long ago, it may have been pruned
    order by d.channel_id, d.id is distinct from d.group_id, d.id`)
  return toClaims(token, rows)
}

type ClaimedRow = Omit<Queued, 'createdAt'> &
  Omit<ClaimedChannel, 'id' | 'kind'> & {
    channelId: number
    channelKind: ChannelKind
    attempts: number
    ageSeconds: number
    createdAt: string
  } & Record<string, unknown>

function toClaims(token: string, rows: readonly ClaimedRow[]): Claim[] {
  const claims = new Map<number, Claim>()
  for (const row of rows) {
    const { id, messageId, kind, payload, createdAt, channelId, channelKind, attempts, ageSeconds } = row
    const { name, settings, secret, previousSecret } = row
    const queued = { id, messageId, kind, payload, createdAt: Number(createdAt) }
    const claim = claims.get(channelId)
    if (claim) claim.deliveries.push(queued)
    else
      claims.set(channelId, {
        token,
        channel: { id: channelId, name, kind: channelKind, settings, secret, previousSecret },
        deliveries: [queued],
        attempts,
        ageSeconds,
      })
  }
  return [...claims.values()]
}
