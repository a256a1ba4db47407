import { Hono } from 'hono'
import { createAnnotation } from '#server/annotations/create-annotation.ts'
import { deleteAnnotation } from '#server/annotations/delete-annotation.ts'
import { listAnnotations } from '#server/annotations/list-annotations.ts'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canAnnotate,
  canReadSpend,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { CreateAnnotation, ListAnnotationsQuery } from '#shared/api/annotations.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

const ANNOTATE = 'annotate: that takes an editor, an admin, or a key with the scope "ingest"'

export const annotationsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', validate('query', ListAnnotationsQuery), async (c) => {
      requirePermission(canReadSpend(c.var.who), 'read annotations with this key: it lacks the scope "read"')
      return c.json({ data: await listAnnotations(ctx, c.req.valid('query'), visibleProjects(c.var.who)) })
    })
    .post('/', validate('json', CreateAnnotation), async (c) => {
      const { who } = c.var
      requirePermission(canAnnotate(who), ANNOTATE)
      const wanted = c.req.valid('json')
      const projectId = wanted.projectId ?? (who.kind === 'key' ? String(who.projectId) : null)
      requireProjectAccess(who, projectId)
      return c.json(await createAnnotation(ctx, { ...wanted, projectId }, actorOf(who)), 201)
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      requirePermission(canAnnotate(c.var.who), ANNOTATE)
      await deleteAnnotation(ctx, c.req.valid('param').id, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })
