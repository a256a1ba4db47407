import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'

/**
 * Only names of the form `Area/Place` that Node knows: it and Postgres disagree about the sign of `GMT+5`.
 * @throws ClientError 400
 */
export function requireZoneName(name: string): void {
  if (name !== 'UTC' && !(/^[A-Z][A-Za-z]+\/[\w+/-]+$/.test(name) && isKnownToNode(name)))
    throw unknownZone(name)
}

/** @throws ClientError 400 for a zone that Node or Postgres does not know. */
export async function requireZone(ctx: AppContext, name: string): Promise<void> {
  requireZoneName(name)
  const [row] = await ctx.db.execute(sql`select from pg_timezone_names where name = ${name}`)
  if (!row) throw unknownZone(name)
}

export const unknownZone = (name: string) =>
  new ClientError(
    400,
    'invalid_time_zone',
    `${JSON.stringify(name)} is not an IANA time zone such as Europe/Berlin.`,
  )

function isKnownToNode(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
