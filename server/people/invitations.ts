import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { CreatedInvitation, CreateInvitation, Invitation } from '#shared/api/members.ts'
import { auditOf } from './audit.ts'
import { instantText } from './member-sql.ts'
import { createToken } from './one-time-token.ts'

/** Pending at the same time. */
const MOST = 200
const DAY_MS = 86_400_000
const RENEWED_DAYS = 7

const COLUMNS = sql`i.id::text, i.email, i.role,
  case when i.all_projects then null else to_jsonb(i.project_ids::text[]) end as "projectIds", i.created_by as "createdBy",
  ${instantText('i.created_at')} as "createdAt", ${instantText('i.expires_at')} as "expiresAt"`

type Row = Invitation & Record<string, unknown>

/** Those that nobody has accepted yet, the newest first. */
export async function listInvitations(ctx: AppContext): Promise<Invitation[]> {
  const rows = await ctx.db.execute<Row>(sql`
    select ${COLUMNS} from invitations i order by i.id desc limit ${MOST}::int`)
  return [...rows]
}

/**
 * Makes a link by which somebody becomes a member. There is no mail: whoever made it passes it on.
 * @throws ClientError 409 for somebody who is a member or invited already.
 */
export async function createInvitation(
  ctx: AppContext,
  { email, role, projectIds, days }: CreateInvitation,
  actor: string,
): Promise<CreatedInvitation> {
  const { token, hash } = createToken()
  const expiresAt = new Date(ctx.clock().getTime() + days * DAY_MS).toISOString()
  const isAll = projectIds === null || role === 'admin'
  const [row] = await ctx.db.execute<Row>(sql`
    with i as (
      insert into invitations (token_hash, email, role, all_projects, project_ids, created_by, expires_at)
      select ${hash}, ${email}, ${role}, ${isAll}::bool, array(
          select p.id from projects p where p.removed_at is null and not ${isAll}::bool and p.id in (
            select id::int from jsonb_array_elements_text(${JSON.stringify(projectIds ?? [])}::text::jsonb) as listed(id))
          order by p.id),
        ${actor}, ${expiresAt}::timestamptz
      where not exists (select from users where lower(email) = ${email})
        and (select count(*) from invitations) < ${MOST}::int
      on conflict (email) do nothing returning *
    ), ${auditOf(
      'i',
      actor,
      'invitation.create',
      sql`jsonb_build_object('email', email, 'role', role, 'projectIds',
      case when all_projects then null else project_ids end)`,
    )}
    select ${COLUMNS} from i`)
  if (!row)
    throw new ClientError(409, 'already_invited', `${email} is a member or invited already.`, {
      pointer: '/email',
    })
  return { ...row, token }
}

/** A new link in place of the old one, which stops working. @throws ClientError 404 */
export async function renewInvitation(
  ctx: AppContext,
  id: string,
  actor: string,
): Promise<CreatedInvitation> {
  const { token, hash } = createToken()
  const expiresAt = new Date(ctx.clock().getTime() + RENEWED_DAYS * DAY_MS).toISOString()
  const [row] = await ctx.db.execute<Row>(sql`
    with i as (
      update invitations set token_hash = ${hash}, expires_at = ${expiresAt}::timestamptz
      where id = ${Number(id)} returning *
    ), ${auditOf('i', actor, 'invitation.renew', sql`jsonb_build_object('email', email)`)}
    select ${COLUMNS} from i`)
  if (!row) throw notFound('invitation', id)
  return { ...row, token }
}

/** The link stops working. @throws ClientError 404 */
export async function revokeInvitation(ctx: AppContext, id: string, actor: string): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with revoked as (delete from invitations where id = ${Number(id)} returning *),
    ${auditOf('revoked', actor, 'invitation.revoke', sql`jsonb_build_object('email', email)`)}
    select id from revoked`)
  if (rows.length === 0) throw notFound('invitation', id)
}
