import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { RepriceFilter, RepriceState } from '#shared/api/prices.ts'
import { applyChanges, LEASE, revertChanges } from './apply-changes.ts'
import { loadPriceBook } from './price-book.ts'
import { type EventCursor, readStoredEvents, type StoredEvent } from './read-stored-events.ts'
import { type Repriced, repriceEvent } from './reprice-event.ts'
import { createChangeSummary } from './summarise-changes.ts'

interface Run {
  id: number
  state: RepriceState
  filter: RepriceFilter
  cursor: EventCursor | null
}

const REVERTED_AT_ONCE = 1_000

/** Works on the runs that wait: previews, approved runs, undoing. One at a time over all instances. */
export async function runReprice(ctx: AppContext): Promise<void> {
  for (let run = await claimRun(ctx); run && !ctx.stopping.aborted; run = await claimRun(ctx)) {
    ctx.log.info({ run: run.id, state: run.state }, 'working on a re-pricing')
    if (run.state === 'previewing') await preview(ctx, run)
    else if (run.state === 'approved') await apply(ctx, run)
    else await undo(ctx, run)
  }
}

async function claimRun(ctx: AppContext): Promise<Run | undefined> {
  const [run] = await ctx.db.execute<Run & Record<string, unknown>>(sql`
    update reprice_runs set lease_until = now() + ${LEASE}
    where id = (
      select id from reprice_runs
      where state in ('previewing', 'approved', 'undoing')
        and not exists (select from reprice_runs where lease_until > now())
      order by id limit 1 for update skip locked
    )
    returning id, state, filter, cursor`)
  return run
}

async function preview(ctx: AppContext, run: Run): Promise<void> {
  const summary = createChangeSummary()
  for await (const page of repricedPages(ctx, { ...run, cursor: null })) {
    for (const repriced of page) summary.add(repriced)
    await ctx.db.execute(sql`update reprice_runs set lease_until = now() + ${LEASE} where id = ${run.id}`)
  }
  if (ctx.stopping.aborted) return
  await ctx.db.execute(sql`
    update reprice_runs set state = 'previewed', lease_until = null,
      summary = ${JSON.stringify(summary.finish())}::text::jsonb
    where id = ${run.id} and state = 'previewing'`)
}

async function apply(ctx: AppContext, run: Run): Promise<void> {
  for await (const page of repricedPages(ctx, run)) {
    const changes = page.filter(({ isChanged }) => isChanged)
    const { projectId, occurredAt, id } = page.at(-1)!.event
    await applyChanges(ctx, run.id, changes, { projectId, occurredAt, id })
  }
  if (!ctx.stopping.aborted) await finish(ctx, run.id, 'approved', 'done')
}

async function undo(ctx: AppContext, run: Run): Promise<void> {
  while (!ctx.stopping.aborted) {
    if ((await revertChanges(ctx, run.id, REVERTED_AT_ONCE)) === 0)
      return finish(ctx, run.id, 'undoing', 'undone')
  }
}

async function finish(ctx: AppContext, id: number, from: RepriceState, to: RepriceState): Promise<void> {
  await ctx.db.execute(sql`
    with run as (
      update reprice_runs set state = ${to}, lease_until = null, finished_at = now()
      where id = ${id} and state = ${from} returning *
    )
    insert into audit_entries (actor, action, subject, details)
    select coalesce(approved_by, created_by), ${`reprice.${to}`}, id::text,
      jsonb_build_object('changed', changed, 'differencePicoUsd', difference_pico_usd::text) from run`)
}

/** The events of a run, priced again, page by page from where it was left. */
async function* repricedPages(ctx: AppContext, run: Run): AsyncGenerator<Repriced[]> {
  let page: StoredEvent[]
  let cursor = run.cursor
  do {
    page = await readStoredEvents(ctx, run.filter, cursor)
    if (page.length === 0) return
    const books = new Map<number, Awaited<ReturnType<typeof loadPriceBook>>>()
    for (const { projectId } of page)
      if (!books.has(projectId)) books.set(projectId, await loadPriceBook(ctx, projectId))
    yield page.map((event) => repriceEvent(ctx, books.get(event.projectId)!, event))
    cursor = page.at(-1)!
  } while (!ctx.stopping.aborted)
}
