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
  for (;;) {
    const due = await claimDue(ctx)
    if (!due) return
    await runRefresh(ctx, due, refreshWhereFit).catch((error) => {
      // What a stop breaks off is no failure: it is done after the next start.
      if (!ctx.stopping.aborted) throw error
    })
    if (ctx.stopping.aborted) return
  }
}

/** Searches one project now. Undefined: another instance is at it. */
export async function refreshNow(ctx: AppContext, projectId: number): Promise<Refreshed | undefined> {
  const claimed = await claim(ctx, sql`p.id = ${projectId}::int`)
  return claimed && runRefresh(ctx, claimed, refreshProject)
}

const refreshWhereFit = async (ctx: AppContext, projectId: number) =>
  (await isLarge(ctx, projectId)) ? refreshApart(ctx, projectId) : refreshProject(ctx, projectId)

/** A project that is this instance's to search, and what was asked for before. */
interface Claim {
  projectId: number
  requestedAt: string | null
  leaseUntil: string
}

/**
 * A project that fails says why, and is tried again the next day; the others go on. A server that stops lets go of it
 * at once: its connections close before the search notices, and the next start would wait for the lease to end.
 */
async function runRefresh(
  ctx: AppContext,
  claimed: Claim,
  search: typeof refreshProject,
): Promise<Refreshed> {
  const letGo = () =>
    release(ctx, claimed).catch((error) =>
      ctx.log.warn({ err: error }, 'a search for savings that was stopped keeps its project for a while'),
    )
  ctx.stopping.addEventListener('abort', letGo)
  try {
    ctx.stopping.throwIfAborted()
    const refreshed = await search(ctx, claimed.projectId)
    await finish(ctx, claimed, null)
    return refreshed
  } catch (error) {
    await (ctx.stopping.aborted ? letGo() : finish(ctx, claimed, inWords(error)))
    throw error
  } finally {
    ctx.stopping.removeEventListener('abort', letGo)
  }
}

function inWords(error: unknown): string {
  const { message, code, type } = describeError(error)
  return message ?? code ?? type
}

/** A demo is searched first by who loads it, when all of it is there. */
const claimDue = (ctx: AppContext) => {
  const now = ctx.clock().toISOString()
  return claim(
    ctx,
    sql`(s.requested_at is not null
      or ((case when s.refreshed_at is null then not p.demo else s.refreshed_at < ${now}::timestamptz - ${DAILY} end)
        and exists (select from usage_events e where e.project_id = p.id
          and e.occurred_at between ${now}::timestamptz - interval '1 year' and ${now}::timestamptz - ${FEWEST_DAYS})))`,
  )
}

/** Over `projects p` and their `savings_projects s`. */
async function claim(ctx: AppContext, condition: ReturnType<typeof sql>): Promise<Claim | undefined> {
  const now = ctx.clock().toISOString()
  const [row] = await ctx.db.execute<Claim & Record<string, unknown>>(sql`
    insert into savings_projects as c (project_id, lease_until)
    select p.id, ${now}::timestamptz + ${LEASE} from projects p left join savings_projects s on s.project_id = p.id
    where p.removed_at is null and (s.lease_until is null or s.lease_until < ${now}::timestamptz) and ${condition}
    order by s.refreshed_at nulls first, p.id limit 1
    on conflict (project_id) do update set lease_until = excluded.lease_until
      where c.lease_until is null or c.lease_until < ${now}::timestamptz
    returning project_id as "projectId", requested_at::text as "requestedAt", lease_until::text as "leaseUntil"`)
  return row
}

/** The lease only: what was due stays due. Another instance may have it by now. */
async function release(ctx: AppContext, { projectId, leaseUntil }: Claim): Promise<void> {
  await ctx.db.execute(sql`
    update savings_projects set lease_until = null
    where project_id = ${projectId}::int and lease_until = ${leaseUntil}::timestamptz`)
}

/** What was asked for while it went on is another search: this one may not have seen why. */
async function finish(
  ctx: AppContext,
  { projectId, requestedAt, leaseUntil }: Claim,
  error: string | null,
): Promise<void> {
  await ctx.db.execute(sql`
    update savings_projects set refreshed_at = ${ctx.clock().toISOString()}::timestamptz,
      lease_until = nullif(lease_until, ${leaseUntil}::timestamptz),
      error = ${error}::text,
      requested_at = case when requested_at::text is distinct from ${requestedAt}::text then requested_at end
    where project_id = ${projectId}::int`)
}
