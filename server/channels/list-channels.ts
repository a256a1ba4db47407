import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import { type Channel, type ChannelList, MOST_CHANNELS } from '#shared/api/channels.ts'
import { CHANNEL } from './channel-columns.ts'

/** Every channel by name; where they lead only for who may manage them. */
export async function listChannels(ctx: AppContext, mayManage: boolean): Promise<ChannelList> {
  const channels = await readChannels(ctx, sql`true`)
  return {
    data: mayManage ? channels : channels.map((channel) => ({ ...channel, settings: null })),
    canSendEmail: ctx.config.smtp !== undefined,
  }
}

/** @throws ClientError 404 */
export async function requireChannel(ctx: AppContext, id: string): Promise<Channel> {
  const [channel] = await readChannels(ctx, sql`c.id = ${Number(id)}`)
  if (!channel) throw notFound('channel', id)
  return channel
}

async function readChannels(ctx: AppContext, condition: SQL): Promise<Channel[]> {
  const rows = await ctx.db.execute<Channel & Record<string, unknown>>(sql`
    select ${CHANNEL} from channels c where c.removed_at is null and ${condition}
    order by lower(c.name), c.id limit ${MOST_CHANNELS}::int`)
  return [...rows]
}
