import { Hono } from 'hono'
import { budgetBurn } from '#server/budgets/budget-burn.ts'
import { budgetStatus } from '#server/budgets/budget-status.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import { listBudgets, requireBudget } from '#server/budgets/list-budgets.ts'
import { previewBudget } from '#server/budgets/preview-budget.ts'
import { removeBudget } from '#server/budgets/remove-budget.ts'
import { updateBudget } from '#server/budgets/update-budget.ts'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canManageBudgets,
  canReadSpend,
  type Principal,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import {
  BudgetBurnQuery,
  BudgetStatusQuery,
  CreateBudget,
  PreviewBudget,
  UpdateBudget,
} from '#shared/api/budgets.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

export const budgetsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', async (c) => {
      requireRead(c.var.who)
      return c.json({ data: await listBudgets(ctx, visibleProjects(c.var.who)) })
    })
    .get('/:id', validate('param', IdParam), async (c) => {
      requireRead(c.var.who)
      return c.json(await requireBudget(ctx, c.req.valid('param').id, visibleProjects(c.var.who)))
    })
    .get('/:id/status', validate('param', IdParam), validate('query', BudgetStatusQuery), async (c) => {
      requireRead(c.var.who)
      const [{ id }, { group = null }] = [c.req.valid('param'), c.req.valid('query')]
      return c.json(await budgetStatus(ctx, id, group, visibleProjects(c.var.who)))
    })
    .get('/:id/burn', validate('param', IdParam), validate('query', BudgetBurnQuery), async (c) => {
      requireRead(c.var.who)
      const { id } = c.req.valid('param')
      return c.json(await budgetBurn(ctx, id, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .post('/preview', validate('json', PreviewBudget), async (c) => {
      const { who } = c.var
      requireRead(who)
      const wanted = c.req.valid('json')
      const projectId = wanted.projectId ?? ownProject(who)
      requireProjectAccess(who, projectId)
      return c.json(await previewBudget(ctx, { ...wanted, projectId }))
    })
    .post('/', validate('json', CreateBudget), async (c) => {
      const { who } = c.var
      requireWrite(who)
      const wanted = c.req.valid('json')
      const projectId = wanted.projectId ?? ownProject(who)
      requireProjectAccess(who, projectId)
      return c.json(await createBudget(ctx, { ...wanted, projectId }, actorOf(who)), 201)
    })
    .patch('/:id', validate('param', IdParam), validate('json', UpdateBudget), async (c) => {
      const { who } = c.var
      requireWrite(who)
      const change = c.req.valid('json')
      if (change.projectId !== undefined) requireProjectAccess(who, change.projectId)
      const { id } = c.req.valid('param')
      return c.json(await updateBudget(ctx, id, change, actorOf(who), visibleProjects(who)))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      const { who } = c.var
      requireWrite(who)
      await removeBudget(ctx, c.req.valid('param').id, actorOf(who), visibleProjects(who))
      return c.body(null, 204)
    })

const requireRead = (who: Principal) =>
  requirePermission(canReadSpend(who), 'read budgets with this key: it lacks the scope "read"')

const requireWrite = (who: Principal) =>
  requirePermission(
    canManageBudgets(who),
    'change budgets: that takes an editor, an admin, or a key with the scope "write"',
  )

/** A key stands for its project where none is named. */
const ownProject = (who: Principal) => (who.kind === 'key' ? String(who.projectId) : null)
