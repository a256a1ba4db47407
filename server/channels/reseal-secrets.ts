import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { SetupError } from '#server/errors.ts'
import { auditOf, COMMAND_LINE } from '#server/people/audit.ts'
import { createSealer, SealError, type Sealer } from '#server/seal-secrets.ts'
import { secretPlace } from './create-channel.ts'

interface SealedChannel extends Record<string, unknown> {
  id: number
  name: string
  secret: string | null
  previousSecret: string | null
}

/**
 * Seals what the key before has sealed with the present one: all channels in one statement, or none. What is sealed with
 * the present one already stays. @returns how many channels had to be changed. @throws SetupError that names a channel
 * whose secret neither key opens.
 */
export async function resealSecrets(ctx: AppContext, previousKey: string): Promise<number> {
  const previous = createSealer(previousKey)
  const channels = await ctx.db.execute<SealedChannel>(sql`
    select id, name, secret, previous_secret as "previousSecret" from channels where removed_at is null order by id`)
  const resealed = channels.flatMap((channel) => {
    const again = (sealed: string | null) =>
      sealed === null ? null : reseal(sealed, { present: ctx.sealer, previous, channel })
    const [secret, previousSecret] = [again(channel.secret), again(channel.previousSecret)]
    const isSame = secret === channel.secret && previousSecret === channel.previousSecret
    return isSame ? [] : [{ id: channel.id, secret, previousSecret, before: channel.secret }]
  })
  // One that was entered again meanwhile is left alone.
  const rows = await ctx.db.execute(sql`
    with changed as (
      update channels c set secret = r.secret, previous_secret = r."previousSecret"
      from json_to_recordset(${JSON.stringify(resealed)}::text::json) as r(
        id int, secret text, "previousSecret" text, before text)
      where c.id = r.id and c.secret is not distinct from r.before returning c.*
    ), ${auditOf('changed', COMMAND_LINE, 'channel.reseal', sql`jsonb_build_object('name', name)`)}
    select id from changed`)
  return rows.length
}

interface Keys {
  present: Sealer
  previous: Sealer
  channel: SealedChannel
}

function reseal(sealed: string, { present, previous, channel }: Keys): string {
  const place = secretPlace(channel.id)
  if (opens(present, sealed, place) !== undefined) return sealed
  const secret = opens(previous, sealed, place)
  if (secret === undefined)
    throw new SetupError(
      `The secret of the channel ${JSON.stringify(channel.name)} was sealed with neither key. Nothing was changed.`,
    )
  return present.seal(secret, place)
}

function opens(sealer: Sealer, sealed: string, place: ReturnType<typeof secretPlace>): string | undefined {
  try {
    return sealer.open(sealed, place)
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}
