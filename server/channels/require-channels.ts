import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { CHANNEL_KINDS, type ChannelKind } from '#shared/api/channel-kinds.ts'

/** @throws ClientError 422 for channels that are not there, or of a kind that is not wanted. */
export async function requireChannels(
  ctx: AppContext,
  ids: readonly string[] | null | undefined,
  kinds: readonly ChannelKind[] = CHANNEL_KINDS,
): Promise<void> {
  if (ids === null || ids === undefined) return
  const rows = await ctx.db.execute<{ id: string; kind: ChannelKind }>(sql`
    select id::text, kind from channels where removed_at is null and id = any(${toArray(ids)}::int[])`)
  const kindOf = new Map(rows.map(({ id, kind }) => [id, kind]))
  const missing = ids.filter((id) => !kindOf.has(id))
  if (missing.length > 0) throw refused(`there is no channel ${missing.join(', ')}`)
  const other = rows.find(({ kind }) => !kinds.includes(kind))
  if (other) throw refused(`a channel of the kind ${other.kind} is not for this`)
}

/** Those that were not named before: what was may have been removed since, and is no reason to refuse a change. */
export const newlyNamed = (ids: readonly string[] | null | undefined, before: readonly string[] | null) =>
  ids?.filter((id) => !before?.includes(id))

const refused = (detail: string) =>
  new ClientError(422, 'invalid_body', `channelIds: ${detail}`, { pointer: '/channelIds' })

export const toArray = (ids: readonly string[]) => `{${ids.map(Number).join(',')}}`
