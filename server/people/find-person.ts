import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Role } from '#shared/api/people.ts'
import type { Principal } from './permissions.ts'

/** Who is signed in with this session: role and projects as they are now, and nobody who was deactivated. */
export async function findPerson(ctx: AppContext, headers: Headers): Promise<Principal | undefined> {
  const session = await ctx.auth.api.getSession({ headers })
  if (!session || session.user.deactivatedAt) return undefined
  const { id, name, email, role, allProjects } = session.user
  const projects = allProjects || role === 'admin' ? undefined : await findProjects(ctx, id)
  return { kind: 'person', id, name, email, role: role as Role, projects }
}

async function findProjects(ctx: AppContext, userId: string): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select project_id as id from member_projects where user_id = ${userId} order by 1`,
  )
  return rows.map((row) => row.id)
}
