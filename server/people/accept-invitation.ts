import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import type { AcceptInvitation } from '#shared/api/members.ts'
import type { Role } from '#shared/api/people.ts'
import { auditOf } from './audit.ts'
import { hashToken } from './one-time-token.ts'

/** Who is invited by this link. @throws ClientError 403 for a link that was used, revoked, renewed or has expired. */
export async function findInvitation(ctx: AppContext, token: string): Promise<{ email: string; role: Role }> {
  const [row] = await ctx.db.execute<{ email: string; role: Role }>(sql`
    select email, role from invitations
    where token_hash = ${hashToken(token)} and expires_at > ${ctx.clock().toISOString()}::timestamptz`)
  if (!row) throw invalidLink()
  return row
}

/** Makes the member; the link is spent if and only if the member is there. Returns their email. @throws ClientError 403 */
export async function acceptInvitation(
  ctx: AppContext,
  { token, name, password }: AcceptInvitation,
): Promise<string> {
  // The password is hashed, which takes 100 ms of CPU, only for a link that holds.
  const { email } = await findInvitation(ctx, token)
  const hash = await hashPassword(password)
  const id = randomUUID()
  const [row] = await ctx.db.execute<{ made: number }>(sql`
    with link as (
      delete from invitations where token_hash = ${hashToken(token)}
        and expires_at > ${ctx.clock().toISOString()}::timestamptz returning *
    ), person as (
      insert into users (id, name, email, role, all_projects, email_verified)
      select ${id}, ${name}, email, role, all_projects, false from link
      on conflict do nothing returning id, email, role
    ), access as (
      insert into member_projects (user_id, project_id)
      select person.id, p.id from person, link join projects p on p.id = any(link.project_ids)
    ), account as (
      insert into accounts (id, user_id, account_id, provider_id, password)
      select ${randomUUID()}, id, id, 'credential', ${hash} from person
    ), ${auditOf('person', email, 'invitation.accept', sql`jsonb_build_object('email', email, 'role', role)`)}
    select count(*)::int as made from person`)
  if (row!.made !== 1) throw invalidLink()
  return email
}

const invalidLink = () =>
  new ClientError(403, 'invitation_invalid', 'This link was used already, was replaced, or has expired.', {
    pointer: '/token',
  })
