import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import { ClientError } from '#server/errors.ts'
import { createFirstAdmin } from '#server/people/setup.ts'
import type { Setup } from '#shared/api/people.ts'
import { changeZone } from './change-zone.ts'

/**
 * Makes the first admin, and the zone of their browser that of the installation, if the database knows it too.
 * @throws ClientError 403 when the link is not valid.
 */
export async function setUp(ctx: AppContext, setup: Setup): Promise<void> {
  await createFirstAdmin(ctx, setup)
  const { timeZone, email } = setup
  if (timeZone !== undefined && (await isKnown(ctx, timeZone))) await changeZone(ctx, timeZone, email)
}

async function isKnown(ctx: AppContext, timeZone: string): Promise<boolean> {
  try {
    await requireZone(ctx, timeZone)
    return true
  } catch (error) {
    if (error instanceof ClientError) return false
    throw error
  }
}
