import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { projects } from '#server/db/schema/projects.ts'
import { labelRollups } from '#server/db/schema/rollups.ts'
import { labels } from '#server/db/schema/series.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { budgetSums, COUNT_BUDGETS } from '#server/rollups/budget-sums.ts'
import { CreateProject, type DeclaredTag, type Project } from '#shared/api/projects.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { auditOf, COMMAND_LINE } from './audit.ts'

/** Those that may be seen, demos last. */
export async function listProjects(ctx: AppContext, visible?: VisibleProjects): Promise<Project[]> {
  const lastBucket = ctx.db
    .select({ projectId: labels.projectId, bucket: sql<number>`max(${labelRollups.bucket})`.as('bucket') })
    .from(labels)
    .innerJoin(labelRollups, eq(labelRollups.labelId, labels.id))
    .where(eq(labels.name, 'project'))
    .groupBy(labels.projectId)
    .as('last_bucket')
  const tags = sql<DeclaredTag[] | null>`(
    select json_agg(json_build_object('key', key, 'since', to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      order by key)
    from declared_tags where project_id = ${projects.id} and retired_at is null)`
  const rows = await ctx.db
    .select({ project: projects, bucket: lastBucket.bucket, tags })
    .from(projects)
    .leftJoin(lastBucket, eq(lastBucket.projectId, projects.id))
    .where(isThere(isVisible(sql`${projects.id}`, visible)))
    .orderBy(projects.demo, projects.name)
  return rows.map(({ project, bucket, tags }) => toProject(project, bucket, tags ?? []))
}

function toProject(
  row: typeof projects.$inferSelect,
  bucket: number | null,
  declaredTags: DeclaredTag[],
): Project {
  return {
    id: String(row.id),
    name: row.name,
    demo: row.demo,
    costBasis: row.costBasis,
    declaredTags,
    seriesCappedAt: row.seriesCappedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    lastEventAt: bucket === null ? null : new Date(bucket * BUCKET_SECONDS * 1000).toISOString(),
  }
}

/** @throws ClientError 409 when there is a project of that name, in whatever case. */
export async function createProject(
  ctx: AppContext,
  wanted: { name: string; demo?: boolean },
  actor = COMMAND_LINE,
): Promise<Project> {
  const id = await insertProject(ctx, wanted, actor)
  if (id === undefined) throw nameTaken(wanted.name)
  return requireProject(ctx, id)
}

/** Undefined when the name is taken. */
async function insertProject(
  ctx: AppContext,
  { name, demo = false }: { name: string; demo?: boolean },
  actor: string,
): Promise<string | undefined> {
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    with made as (
      insert into projects (name, demo) values (${name}, ${demo}::bool) on conflict do nothing returning *
    ), ${auditOf('made', actor, 'project.create', sql`jsonb_build_object('name', name)`)}
    select id::text from made`)
  return row?.id
}

const nameTaken = (name: string) =>
  new ClientError(409, 'name_taken', `There is a project named ${name} already.`, { pointer: '/name' })

/** @throws ClientError 404 */
export async function requireProject(ctx: AppContext, id: string): Promise<Project> {
  const [project] = await listProjects(ctx, [Number(id)])
  if (!project) throw notFound('project', id)
  return project
}

/** The project of that name, made when there is none. */
export async function findOrCreateProject(ctx: AppContext, wanted: string): Promise<Project> {
  const { name } = CreateProject.parse({ name: wanted })
  const find = async () => {
    const [row] = await ctx.db.select().from(projects).where(sql`lower(${projects.name}) = lower(${name})`)
    return row && String(row.id)
  }
  // Another may make it between the look and the insert: then it is found the second time.
  const id = (await find()) ?? (await insertProject(ctx, { name }, COMMAND_LINE)) ?? (await find())
  if (id === undefined) throw nameTaken(name)
  return requireProject(ctx, id)
}

/**
 * Removes a demo project with all its events. Projects with real spend cannot be removed.
 * Returns the number of events removed. What still arrives is swept up by `sweepRemovedProjects`.
 */
export async function removeDemoProject(ctx: AppContext, id: string, actor = COMMAND_LINE): Promise<number> {
  const [project] = await ctx.db
    .select()
    .from(projects)
    .where(isThere(eq(projects.id, Number(id))))
  if (!project) throw notFound('project', id)
  if (!project.demo) throw new ClientError(409, 'not_demo', 'Only demo projects can be removed.')
  // Its name is free again at once; its keys are gone, so that nothing new is let in.
  const [row] = await ctx.db.execute<{ events: number }>(sql`
    with gone as (
      update projects set removed_at = now(), name = name || ' (removed ' || id || ')' where id = ${project.id} returning id
    ), ${auditOf('gone', actor, 'project.remove', sql`jsonb_build_object('name', ${project.name}::text)`)},
    keys as (delete from api_keys where project_id = ${project.id}), ${deleteSpend(project.id)}
    select count(*)::int as events from events`)
  ctx.memory.priceBooks.forget(project.id)
  ctx.memory.keyGrants.forgetWhere((grant) => grant?.projectId === project.id)
  return row!.events
}

/** How long other instances may still let events of a removed project in: they remember keys for 30 seconds. */
const LAST_EVENTS = sql.raw(`interval '60 seconds'`)

/** Deletes what is left of removed projects once nothing can arrive for them any more. */
export async function sweepRemovedProjects(ctx: AppContext): Promise<void> {
  const removed = await ctx.db.execute<{ id: number }>(
    sql`select id from projects where removed_at < now() - ${LAST_EVENTS}`,
  )
  for (const { id } of removed) {
    await ctx.db.execute(sql`
      with ${deleteSpend(id)},
      links as (delete from series_labels where series_id in (select id from series where project_id = ${id})),
      budgeted as (delete from budget_series where series_id in (select id from series where project_id = ${id})),
      their_series as (delete from series where project_id = ${id}),
      their_labels as (delete from labels where project_id = ${id}),
      project as (delete from projects where id = ${id})
      select 1`)
    ctx.memory.series.delete(id)
  }
}

/** CTEs that delete the events of a project and their rollups, and take them back from the budgets of everything. */
const deleteSpend = (id: number) => sql`
  label_sums as (delete from label_rollups where label_id in (select id from labels where project_id = ${id})),
  label_day_sums as (delete from label_day_rollups where label_id in (select id from labels where project_id = ${id})),
  series_sums as (delete from series_rollups where series_id in (select id from series where project_id = ${id})),
  user_sums as (delete from user_day_rollups where project_id = ${id}),
  events as (delete from usage_events where project_id = ${id} returning *),
  ${budgetSums(sql`(select *, -1 as sign from events)`)}, ${COUNT_BUDGETS}`

const isThere = (condition?: SQL) => and(isNull(projects.removedAt), condition)
