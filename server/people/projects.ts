import { eq, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { projects } from '#server/db/schema/projects.ts'
import { labelRollups } from '#server/db/schema/rollups.ts'
import { labels } from '#server/db/schema/series.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { Project, UpdateProject } from '#shared/api/projects.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { auditOf } from './audit.ts'

export async function listProjects(ctx: AppContext, only?: number): Promise<Project[]> {
  const lastBucket = ctx.db
    .select({ projectId: labels.projectId, bucket: sql<number>`max(${labelRollups.bucket})`.as('bucket') })
    .from(labels)
    .innerJoin(labelRollups, eq(labelRollups.labelId, labels.id))
    .where(eq(labels.name, 'project'))
    .groupBy(labels.projectId)
    .as('last_bucket')
  const rows = await ctx.db
    .select({ project: projects, bucket: lastBucket.bucket })
    .from(projects)
    .leftJoin(lastBucket, eq(lastBucket.projectId, projects.id))
    .where(only === undefined ? undefined : eq(projects.id, only))
    .orderBy(projects.demo, projects.name)
  return rows.map(({ project, bucket }) => toProject(project, bucket))
}

function toProject(row: typeof projects.$inferSelect, bucket: number | null): Project {
  return {
    id: String(row.id),
    name: row.name,
    demo: row.demo,
    costBasis: row.costBasis,
    createdAt: row.createdAt.toISOString(),
    lastEventAt: bucket === null ? null : new Date(bucket * BUCKET_SECONDS * 1000).toISOString(),
  }
}

/** @throws ClientError 409 when there is a project of that name, in whatever case. */
export async function createProject(
  ctx: AppContext,
  wanted: { name: string; demo?: boolean },
): Promise<Project> {
  const [row] = await ctx.db.insert(projects).values(wanted).onConflictDoNothing().returning()
  if (!row)
    throw new ClientError(409, 'name_taken', `There is a project named ${wanted.name} already.`, {
      pointer: '/name',
    })
  return toProject(row, null)
}

/** Changes which cost counts for new events; stored ones keep theirs until they are priced again. */
export async function updateProject(
  ctx: AppContext,
  id: string,
  { costBasis }: UpdateProject,
  actor: string,
): Promise<Project> {
  await ctx.db.execute(sql`
    with changed as (update projects set cost_basis = ${costBasis} where id = ${Number(id)} returning *),
    ${auditOf('changed', actor, 'project.update', sql`jsonb_build_object('costBasis', cost_basis)`)}
    select id from changed`)
  ctx.memory.priceBooks.delete(Number(id))
  const [project] = await listProjects(ctx, Number(id))
  if (!project) throw notFound('project', id)
  return project
}

/** The project of that name, made when there is none. */
export async function findOrCreateProject(ctx: AppContext, name: string): Promise<Project> {
  const [row] = await ctx.db.select().from(projects).where(sql`lower(${projects.name}) = lower(${name})`)
  return row ? toProject(row, null) : createProject(ctx, { name })
}

/**
 * Deletes a demo project with all its events. Projects with real spend cannot be deleted.
 * Returns the number of events deleted.
 */
export async function deleteDemoProject(ctx: AppContext, id: string): Promise<number> {
  const [project] = await ctx.db
    .select()
    .from(projects)
    .where(eq(projects.id, Number(id)))
  if (!project) throw notFound('project', id)
  if (!project.demo) throw new ClientError(409, 'not_demo', 'Only demo projects can be deleted.')
  // One statement, so that the demo is there as a whole or not at all.
  const [row] = await ctx.db.execute<{ events: number }>(sql`
    with gone_series as (select id from series where project_id = ${project.id}),
    gone_labels as (select id from labels where project_id = ${project.id}),
    a as (delete from label_rollups where label_id in (select id from gone_labels)),
    b as (delete from series_rollups where series_id in (select id from gone_series)),
    c as (delete from usage_events where project_id = ${project.id} returning 1),
    d as (delete from series_labels where series_id in (select id from gone_series)),
    e as (delete from series where project_id = ${project.id}),
    f as (delete from labels where project_id = ${project.id}),
    g as (delete from projects where id = ${project.id})
    select count(*)::int as events from c`)
  for (const key of ctx.memory.seriesIds.keys())
    if (key.startsWith(`${project.id}:`)) ctx.memory.seriesIds.delete(key)
  return row!.events
}
