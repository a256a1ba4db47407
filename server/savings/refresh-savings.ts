import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { describeError } from '#server/describe-error.ts'
import { isLarge } from './is-large.ts'
import { refreshApart } from './refresh-apart.ts'
import { type Refreshed, refreshProject } from './refresh-project.ts'

/** How long an instance that died keeps others from its project. */
const LEASE = sql.raw(`interval '15 minutes'`)
const DAILY = sql.raw(`interval '1 day'`)
/** Of less than a week nothing is said: a project that has just begun is not searched. */
const FEWEST_DAYS = sql.raw(`interval '7 days'`)

/** Searches the projects that are due: once a day, and when somebody asks. One instance a project at a time. */
export async function refreshSavings(ctx: AppContext): Promise<void> {
  for (let id = await claimDue(ctx); id !== undefined && !ctx.stopping.aborted; id = await claimDue(ctx)) {
    await runRefresh(ctx, id, refreshWhereFit).catch((error) => {
      // What a stop breaks off is no failure: it is done after the next start.
      if (!ctx.stopping.aborted) throw error
    })
  }
}

/** Searches one project now. Undefined: another instance is at it. */
export async function refreshNow(ctx: AppContext, projectId: number): Promise<Refreshed | undefined> {
  const id = await claim(ctx, sql`p.id = ${projectId}::int`)
  return id === undefined ? undefined : runRefresh(ctx, id, refreshProject)
}

const refreshWhereFit = async (ctx: AppContext, projectId: number) =>
  (await isLarge(ctx, projectId)) ? refreshApart(ctx, projectId) : refreshProject(ctx, projectId)

/** A project that fails says why, and is tried again the next day; the others go on. */
async function runRefresh(
  ctx: AppContext,
  projectId: number,
  search: typeof refreshProject,
): Promise<Refreshed> {
  try {
    const refreshed = await search(ctx, projectId)
    await finish(ctx, projectId, null)
    return refreshed
  } catch (error) {
    if (!ctx.stopping.aborted) await finish(ctx, projectId, inWords(error))
    throw error
  }
}

function inWords(error: unknown): string {
  const { message, code, type } = describeError(error)
  return message ?? code ?? type
}

const claimDue = (ctx: AppContext) => {
  const now = ctx.clock().toISOString()
  return claim(
    ctx,
    sql`(s.requested_at > coalesce(s.refreshed_at, '-infinity')
      or ((s.refreshed_at is null or s.refreshed_at < ${now}::timestamptz - ${DAILY})
        and exists (select from usage_events e where e.project_id = p.id
          and e.occurred_at between ${now}::timestamptz - interval '1 year' and ${now}::timestamptz - ${FEWEST_DAYS})))`,
  )
}

/** Over `projects p` and their `savings_projects s`. */
async function claim(ctx: AppContext, condition: ReturnType<typeof sql>): Promise<number | undefined> {
  const now = ctx.clock().toISOString()
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    insert into savings_projects as c (project_id, lease_until)
    select p.id, ${now}::timestamptz + ${LEASE} from projects p left join savings_projects s on s.project_id = p.id
    where p.removed_at is null and (s.lease_until is null or s.lease_until < ${now}::timestamptz) and ${condition}
    order by s.refreshed_at nulls first, p.id limit 1
    on conflict (project_id) do update set lease_until = excluded.lease_until
      where c.lease_until is null or c.lease_until < ${now}::timestamptz
    returning project_id as id`)
  return row?.id
}

async function finish(ctx: AppContext, projectId: number, error: string | null): Promise<void> {
  await ctx.db.execute(sql`
    update savings_projects set refreshed_at = ${ctx.clock().toISOString()}::timestamptz, lease_until = null,
      error = ${error}::text
    where project_id = ${projectId}::int`)
}
