import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { setupLinks, users } from '#server/db/schema/people.ts'
import { ClientError } from '#server/errors.ts'
import type { Setup } from '#shared/api/people.ts'
import { createToken, hashToken } from './one-time-token.ts'

/** Whether nobody can sign in yet. */
export async function isSetupNeeded(ctx: AppContext): Promise<boolean> {
  const rows = await ctx.db.select({ id: users.id }).from(users).limit(1)
  return rows.length === 0
}

/** A fresh token for the setup link while there is no user; older ones stop working. */
export async function issueSetupToken(ctx: AppContext): Promise<string | undefined> {
  if (!(await isSetupNeeded(ctx))) return undefined
  const { token, hash } = createToken()
  await ctx.db.execute(sql`
    with old as (delete from ${setupLinks})
    insert into ${setupLinks} (token_hash) values (${hash})`)
  return token
}

/**
 * Makes the first admin, once.
 * @throws ClientError 403 when the link was used, replaced by a newer one, or never valid.
 */
export async function createFirstAdmin(ctx: AppContext, setup: Setup): Promise<void> {
  const id = randomUUID()
  const password = await hashPassword(setup.password)
  const email = setup.email.toLowerCase()
  // One statement: the token is spent if and only if the admin is there.
  const [row] = await ctx.db.execute<{ made: number }>(sql`
    with link as (
      delete from setup_links where token_hash = ${hashToken(setup.token)}
        and not exists (select from users) returning 1
    ), person as (
      insert into users (id, name, email, role, email_verified)
      select ${id}, ${setup.name}, ${email}, 'admin', true from link returning id
    ), account as (
      insert into accounts (id, user_id, account_id, provider_id, password)
      select ${randomUUID()}, id, id, 'credential', ${password} from person
    )
    select count(*)::int as made from person`)
  if (row?.made !== 1)
    throw new ClientError(
      403,
      'setup_link_invalid',
      'This setup link was used already or is not the newest one.',
      {
        pointer: '/token',
      },
    )
}
