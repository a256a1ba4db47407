import { and, desc, eq, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { repriceRuns } from '#server/db/schema/prices.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { RepriceFilter, RepriceRun } from '#shared/api/prices.ts'
import { formatUsd } from '#shared/money.ts'
import { loadPricesVersion } from './price-book.ts'

const PROJECT = sql`(${repriceRuns.filter} ->> 'projectId')::int`

/** Begins a dry run: the job works it out and changes nothing. */
export async function previewReprice(
  ctx: AppContext,
  filter: RepriceFilter,
  actor: string,
): Promise<RepriceRun> {
  const catalogue = await loadPricesVersion(ctx)
  const [row] = await ctx.db
    .insert(repriceRuns)
    .values({ filter, state: 'previewing', catalogue, createdBy: actor })
    .returning()
  return toRun(row!)
}

/** The newest of the projects that may be seen; one over all projects is for those who see all. */
export async function listRepriceRuns(ctx: AppContext, visible?: VisibleProjects): Promise<RepriceRun[]> {
  const rows = await ctx.db
    .select()
    .from(repriceRuns)
    .where(isVisible(PROJECT, visible))
    .orderBy(desc(repriceRuns.id))
    .limit(100)
  return rows.map(toRun)
}

/** @throws ClientError 404 */
export async function getRepriceRun(
  ctx: AppContext,
  id: string,
  visible?: VisibleProjects,
): Promise<RepriceRun> {
  const [row] = await ctx.db
    .select()
    .from(repriceRuns)
    .where(and(eq(repriceRuns.id, Number(id)), isVisible(PROJECT, visible)))
  if (!row) throw notFound('re-pricing', id)
  return toRun(row)
}

/**
 * Lets a previewed run change the events.
 * @throws ClientError 409 when it is not previewed, or when prices have changed since: what was seen is what is done.
 */
export async function approveReprice(ctx: AppContext, id: string, actor: string): Promise<RepriceRun> {
  const run = await getRepriceRun(ctx, id)
  if (run.state !== 'previewed') throw wrongState(run, 'previewed')
  if (run.catalogue !== (await loadPricesVersion(ctx)))
    throw new ClientError(
      409,
      'preview_outdated',
      'Prices have changed since this preview. Preview it again.',
    )
  await changeState(ctx, id, actor, 'previewed', 'approved', sql`approved_by = ${actor}, approved_at = now()`)
  return getRepriceRun(ctx, id)
}

/** Takes a finished run back, event by event. @throws ClientError 409 when it is not done. */
export async function undoReprice(ctx: AppContext, id: string, actor: string): Promise<RepriceRun> {
  const run = await getRepriceRun(ctx, id)
  if (run.state !== 'done') throw wrongState(run, 'done')
  await changeState(ctx, id, actor, 'done', 'undoing', sql`finished_at = null`)
  return getRepriceRun(ctx, id)
}

/** The change of state and its record in the audit log are one statement. */
async function changeState(
  ctx: AppContext,
  id: string,
  actor: string,
  from: RepriceRun['state'],
  to: RepriceRun['state'],
  changes: ReturnType<typeof sql>,
): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with run as (
      update reprice_runs set state = ${to}, ${changes} where id = ${Number(id)} and state = ${from} returning *
    )
    insert into audit_entries (actor, action, subject, details)
    select ${actor}, ${`reprice.${to}`}, id::text, jsonb_build_object('filter', filter, 'summary', summary - 'byDay')
    from run returning id`)
  if (rows.length === 0) throw wrongState(await getRepriceRun(ctx, id), from)
}

const wrongState = (run: RepriceRun, wanted: string) =>
  new ClientError(409, 'wrong_state', `The re-pricing is ${run.state}, not ${wanted}.`)

function toRun(row: typeof repriceRuns.$inferSelect): RepriceRun {
  const { id, filter, state, catalogue, summary, changed, createdBy, approvedBy } = row
  return {
    id: String(id),
    filter,
    state,
    catalogue,
    summary,
    changed,
    differenceUsd: formatUsd(BigInt(row.differencePicoUsd)),
    createdBy,
    createdAt: row.createdAt.toISOString(),
    approvedBy,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
