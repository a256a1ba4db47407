import { Hono } from 'hono'
import { createRule } from '#server/alert-rules/create-rule.ts'
import { listRules } from '#server/alert-rules/list-rules.ts'
import { removeRule } from '#server/alert-rules/remove-rule.ts'
import { updateRule } from '#server/alert-rules/update-rule.ts'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canManageBudgets,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { CreateAlertRule, UpdateAlertRule } from '#shared/api/alert-rules.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { requireRights } from '../middleware/require-rights.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

/** What is watched beside budgets. */
export const alertRulesRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(
      identify(ctx),
      requireRights({
        read: 'list rules',
        change: 'manage rules: that takes an editor or admin',
        mayChange: canManageBudgets,
      }),
    )
    .get('/', async (c) => c.json({ data: await listRules(ctx, visibleProjects(c.var.who)) }))
    .post('/', validate('json', CreateAlertRule), async (c) => {
      const rule = c.req.valid('json')
      requireProjectAccess(c.var.who, rule.projectId)
      return c.json(await createRule(ctx, rule, actorOf(c.var.who)), 201)
    })
    .patch('/:id', validate('param', IdParam), validate('json', UpdateAlertRule), async (c) => {
      const { id } = c.req.valid('param')
      const change = { changes: c.req.valid('json'), actor: actorOf(c.var.who) }
      return c.json(await updateRule(ctx, id, change, visibleProjects(c.var.who)))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      await removeRule(ctx, c.req.valid('param').id, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })
