import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { Member, UpdateMember } from '#shared/api/members.ts'
import { auditOf } from './audit.ts'
import { ACCESS, instantText } from './member-sql.ts'

/** Far more than a team has: the list stays bounded. */
const MOST = 1_000

/** Everybody who can sign in, and those who were deactivated. */
export async function listMembers(ctx: AppContext, id?: string): Promise<Member[]> {
  const rows = await ctx.db.execute<Member & Record<string, unknown>>(sql`
    select u.id, u.name, u.email, u.role, ${ACCESS} as "projectIds", ${instantText('u.created_at')} as "createdAt",
      ${instantText('(select max(updated_at) from sessions where user_id = u.id)')} as "lastSeenAt",
      ${instantText('u.deactivated_at')} as "deactivatedAt"
    from users u where ${id === undefined ? sql`true` : sql`u.id = ${id}`}
    order by u.deactivated_at nulls first, lower(u.name), u.id limit ${MOST}::int`)
  return [...rows]
}

/**
 * Changes role, projects or whether somebody may sign in; what is left out stays. Who is deactivated has no session
 * any more when this returns. @throws ClientError 404; 409 for the last admin.
 */
export async function updateMember(
  ctx: AppContext,
  id: string,
  { role, projectIds, active }: UpdateMember,
  actor: string,
): Promise<Member> {
  const now = ctx.clock().toISOString()
  const isAdminNow = (role === undefined || role === 'admin') && active !== false
  const ids = JSON.stringify(projectIds ?? [])
  await ctx.db
    .execute(sql`
    with ${ADMINS}, before as (
      select u.id, ${FACTS} as facts from users u
      where u.id = ${id} and (${isAdminNow}::bool or ${othersThan(id)})
    ), changed as (
      update users u set role = coalesce(${role ?? null}::text, u.role),
        all_projects = case when ${projectIds !== undefined}::bool then ${projectIds === null}::bool else u.all_projects end,
        deactivated_at = case ${active ?? null}::bool when true then null
          when false then coalesce(u.deactivated_at, ${now}::timestamptz) else u.deactivated_at end,
        updated_at = ${now}::timestamptz
      from before where u.id = before.id returning u.*, before.facts
    ), gone as (
      delete from member_projects m using changed where m.user_id = changed.id
        and ${projectIds !== undefined}::bool and m.project_id not in (${listed(ids)})
    ), given as (
      insert into member_projects (user_id, project_id)
      select changed.id, p.id from changed, projects p where p.id in (${listed(ids)}) and p.removed_at is null
      on conflict do nothing
    ), ended as (
      delete from sessions s using changed where s.user_id = changed.id and changed.deactivated_at is not null
    ), ${auditOf(
      'changed',
      actor,
      'member.update',
      sql`jsonb_build_object('email', email, 'before', facts, 'after', facts || ${JSON.stringify(
        withoutAbsent({ role, projectIds, active }),
      )}::text::jsonb)`,
    )}
    select id from changed`)
    .then((rows) => requireChanged(ctx, id, rows))
  const [member] = await listMembers(ctx, id)
  return member!
}

/** Removes somebody with their sessions; what they did stays on record. @throws ClientError 404; 409 for the last admin. */
export async function removeMember(ctx: AppContext, id: string, actor: string): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with ${ADMINS}, before as (
      select u.id, ${FACTS} as facts from users u where u.id = ${id} and ${othersThan(id)}
    ), removed as (
      delete from users u using before where u.id = before.id returning u.id, u.email, before.facts
    ), ${auditOf('removed', actor, 'member.remove', sql`jsonb_build_object('email', email, 'before', facts)`)}
    select id from removed`)
  await requireChanged(ctx, id, rows)
}

/** Locked, so that two admins who take each other's role away do not both succeed. */
const ADMINS = sql`admins as materialized (
  select id from users where role = 'admin' and deactivated_at is null order by id for update)`

const othersThan = (id: string) => sql`exists (select from admins where admins.id <> ${id})`

const FACTS = sql`jsonb_build_object('role', u.role, 'projectIds', ${ACCESS}, 'active', u.deactivated_at is null)`

const listed = (ids: string) =>
  sql`select id::int from jsonb_array_elements_text(${ids}::text::jsonb) as listed(id)`

async function requireChanged(ctx: AppContext, id: string, rows: readonly unknown[]): Promise<void> {
  if (rows.length > 0) return
  if ((await listMembers(ctx, id)).length === 0) throw notFound('member', id)
  throw new ClientError(409, 'last_admin', 'Somebody has to stay admin: make another member one first.')
}

const withoutAbsent = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
