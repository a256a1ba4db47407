import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '#server/context.ts'
import { declareTag, retireTag } from '#server/ingest/declare-tag.ts'
import {
  actorOf,
  canManageProjects,
  canReadSpend,
  requirePermission,
  visibleProjects,
} from '#server/people/permissions.ts'
import { createProject, listProjects, removeDemoProject, requireProject } from '#server/people/projects.ts'
import { updateProject } from '#server/people/update-project.ts'
import { CreateProject, DeclareTag, UpdateProject } from '#shared/api/projects.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const IdParam = z.object({ id: z.string().regex(/^\d{1,9}$/, 'expected the number of one') })

const TagParam = IdParam.extend(DeclareTag.shape)

export const projectsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', async (c) => {
      requirePermission(canReadSpend(c.var.who), 'list projects with this key: it lacks the scope "read"')
      return c.json({ data: await listProjects(ctx, visibleProjects(c.var.who)) })
    })
    .post('/', validate('json', CreateProject), async (c) => {
      requirePermission(canManageProjects(c.var.who), 'make projects: that takes an admin')
      return c.json(await createProject(ctx, c.req.valid('json'), actorOf(c.var.who)), 201)
    })
    .patch('/:id', validate('param', IdParam), validate('json', UpdateProject), async (c) => {
      requirePermission(canManageProjects(c.var.who), 'change projects: that takes an admin')
      const { id } = c.req.valid('param')
      return c.json(await updateProject(ctx, id, c.req.valid('json'), actorOf(c.var.who)))
    })
    .post('/:id/tags', validate('param', IdParam), validate('json', DeclareTag), async (c) => {
      requirePermission(canManageProjects(c.var.who), 'declare tags: that takes an admin')
      const { id } = c.req.valid('param')
      await declareTag(ctx, id, c.req.valid('json').key, actorOf(c.var.who))
      return c.json(await requireProject(ctx, id), 201)
    })
    .delete('/:id/tags/:key', validate('param', TagParam), async (c) => {
      requirePermission(canManageProjects(c.var.who), 'retire tags: that takes an admin')
      const { id, key } = c.req.valid('param')
      await retireTag(ctx, id, key, actorOf(c.var.who))
      return c.json(await requireProject(ctx, id))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      requirePermission(canManageProjects(c.var.who), 'delete projects: that takes an admin')
      await removeDemoProject(ctx, c.req.valid('param').id, actorOf(c.var.who))
      return c.body(null, 204)
    })
