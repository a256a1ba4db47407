import { desc, type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { modelAliases, priceOverrides } from '#server/db/schema/prices.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { CreateModelAlias, CreatePriceOverride, ModelAlias, PriceOverride } from '#shared/api/prices.ts'

/** Entries are added and retired, never changed: what was once charged stays on record. */
export async function addPriceOverride(
  ctx: AppContext,
  wanted: CreatePriceOverride,
  actor: string,
): Promise<string> {
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    with added as (
      insert into price_overrides (project_id, provider, model, prices, effective_from, effective_until, note, created_by)
      select ${toId(wanted.projectId)}::int, ${wanted.provider}, ${wanted.model},
        ${JSON.stringify(wanted.prices)}::text::jsonb, ${wanted.effectiveFrom}::timestamptz,
        ${wanted.effectiveUntil}::timestamptz, ${wanted.note}, ${actor}
      where ${isKnown(wanted.projectId)}
      returning *
    ), ${auditOf('added', actor, 'price-override.add', sql`to_jsonb(added)`)}
    select id from added`)
  if (!row) throw unknownProject(wanted.projectId)
  ctx.memory.priceBooks.clear()
  return String(row.id)
}

export async function addModelAlias(
  ctx: AppContext,
  wanted: CreateModelAlias,
  actor: string,
): Promise<string> {
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    with added as (
      insert into model_aliases (project_id, provider, name, target_provider, target_model, effective_from,
        effective_until, created_by)
      select ${toId(wanted.projectId)}::int, ${wanted.provider}, ${wanted.name}, ${wanted.targetProvider},
        ${wanted.targetModel}, ${wanted.effectiveFrom}::timestamptz, ${wanted.effectiveUntil}::timestamptz, ${actor}
      where ${isKnown(wanted.projectId)}
      returning *
    ), ${auditOf('added', actor, 'model-alias.add', sql`to_jsonb(added)`)}
    select id from added`)
  if (!row) throw unknownProject(wanted.projectId)
  ctx.memory.priceBooks.clear()
  return String(row.id)
}

const isKnown = (projectId: string | null): SQL =>
  projectId === null
    ? sql`true`
    : sql`exists (select from projects where id = ${toId(projectId)}::int and removed_at is null)`

const unknownProject = (projectId: string | null) =>
  new ClientError(422, 'unknown_project', `There is no project ${JSON.stringify(projectId)}.`, {
    pointer: '/projectId',
  })

type Table = 'price_overrides' | 'model_aliases'

/** From now on the entry prices nothing any more. Events priced with it keep their cost. @throws ClientError 404 */
export async function retireEntry(
  ctx: AppContext,
  { table, id }: { table: Table; id: string },
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const action = table === 'price_overrides' ? 'price-override.retire' : 'model-alias.retire'
  const rows = await ctx.db.execute(sql`
    with retired as (
      update ${sql.raw(table)} set retired_at = now() where id = ${Number(id)} and retired_at is null
        and ${isVisible(sql.raw('project_id'), visible)}
      returning *
    ), ${auditOf('retired', actor, action, sql`to_jsonb(retired)`)}
    select id from retired`)
  if (rows.length === 0) throw notFound('active entry', id)
  ctx.memory.priceBooks.clear()
}

/** The latest 1,000 own prices of the projects that may be seen, and those of the whole installation. */
export async function listPriceOverrides(
  ctx: AppContext,
  visible?: VisibleProjects,
): Promise<PriceOverride[]> {
  const rows = await ctx.db
    .select()
    .from(priceOverrides)
    .where(isEverywhereOr(sql`${priceOverrides.projectId}`, visible))
    .orderBy(desc(priceOverrides.id))
    .limit(MOST_ENTRIES)
  return rows.map(({ provider, model, prices, note, ...row }) => ({
    provider,
    model,
    prices,
    note,
    ...toEntry(row),
  }))
}

/** Own names, as `listPriceOverrides`. */
export async function listModelAliases(ctx: AppContext, visible?: VisibleProjects): Promise<ModelAlias[]> {
  const rows = await ctx.db
    .select()
    .from(modelAliases)
    .where(isEverywhereOr(sql`${modelAliases.projectId}`, visible))
    .orderBy(desc(modelAliases.id))
    .limit(MOST_ENTRIES)
  return rows.map(({ provider, name, targetProvider, targetModel, ...row }) => ({
    provider,
    name,
    targetProvider,
    targetModel,
    ...toEntry(row),
  }))
}

const MOST_ENTRIES = 1_000

const isEverywhereOr = (project: SQL, visible: VisibleProjects) =>
  sql`(${project} is null or ${isVisible(project, visible)})`

interface EntryRow {
  id: number
  projectId: number | null
  effectiveFrom: Date | null
  effectiveUntil: Date | null
  createdBy: string
  createdAt: Date
  retiredAt: Date | null
}

function toEntry(row: EntryRow) {
  const text = (at: Date | null) => at?.toISOString() ?? null
  return {
    id: String(row.id),
    projectId: row.projectId === null ? null : String(row.projectId),
    effectiveFrom: text(row.effectiveFrom),
    effectiveUntil: text(row.effectiveUntil),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    retiredAt: text(row.retiredAt),
  }
}

const toId = (projectId: string | null) => (projectId === null ? null : Number(projectId))
