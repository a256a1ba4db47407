import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'

/** @throws ClientError 422 for channels that are not there. */
export async function requireChannels(
  ctx: AppContext,
  ids: readonly string[] | null | undefined,
): Promise<void> {
  if (ids === null || ids === undefined) return
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select id::text from channels where removed_at is null and id = any(${toArray(ids)}::int[])`)
  const known = new Set(rows.map(({ id }) => id))
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length > 0)
    throw new ClientError(422, 'invalid_body', `channelIds: there is no channel ${missing.join(', ')}`, {
      pointer: '/channelIds',
    })
}

export const toArray = (ids: readonly string[]) => `{${ids.map(Number).join(',')}}`
