import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canManageSavings,
  canReadSpend,
  type Principal,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { sumLedger } from '#server/savings/ledger/sum-ledger.ts'
import { changeOpportunity } from '#server/savings/lifecycle/change-opportunity.ts'
import { getOpportunity } from '#server/savings/lifecycle/get-opportunity.ts'
import { listOpportunities } from '#server/savings/lifecycle/list-opportunities.ts'
import { buildPolicy } from '#server/savings/policy/build-policy.ts'
import { toLiteLlm } from '#server/savings/policy/to-litellm.ts'
import { requestRefresh } from '#server/savings/settings/request-refresh.ts'
import { RoutingPolicyQuery } from '#shared/api/routing-policy.ts'
import { ChangeOpportunity, ListOpportunitiesQuery, SavingsLedgerQuery } from '#shared/api/savings.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

const requireRead = (who: Principal) =>
  requirePermission(canReadSpend(who), 'read opportunities with this key: it lacks the scope "read"')
const requireManage = (who: Principal) =>
  requirePermission(canManageSavings(who), 'decide on opportunities: that takes an editor or admin')

/** Proposed savings, what became of them, and what was really saved. */
export const opportunitiesRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), async (c, next) => {
      if (c.req.method === 'GET') requireRead(c.var.who)
      else requireManage(c.var.who)
      await next()
    })
    .get('/', validate('query', ListOpportunitiesQuery), async (c) =>
      c.json(await listOpportunities(ctx, c.req.valid('query'), visibleProjects(c.var.who))),
    )
    .get('/ledger', validate('query', SavingsLedgerQuery), async (c) =>
      c.json(await sumLedger(ctx, c.req.valid('query').project, visibleProjects(c.var.who))),
    )
    .get('/policy', validate('query', RoutingPolicyQuery), async (c) => {
      const { format, ...wanted } = c.req.valid('query')
      requireProjectAccess(c.var.who, wanted.project)
      const policy = await buildPolicy(ctx, wanted)
      if (format === 'json') return c.json(policy)
      const headers = {
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': 'attachment; filename="litellm-config.yaml"',
      }
      return c.body(toLiteLlm(policy), 200, headers)
    })
    .post('/refresh', validate('query', SavingsLedgerQuery), async (c) => {
      const { project } = c.req.valid('query')
      if (project !== undefined) requireProjectAccess(c.var.who, project)
      await requestRefresh(ctx, project, visibleProjects(c.var.who))
      return c.body(null, 202)
    })
    .get('/:id', validate('param', IdParam), async (c) =>
      c.json(await getOpportunity(ctx, c.req.valid('param').id, visibleProjects(c.var.who))),
    )
    .patch('/:id', validate('param', IdParam), validate('json', ChangeOpportunity), async (c) => {
      const { who } = c.var
      const { id } = c.req.valid('param')
      return c.json(await changeOpportunity(ctx, id, c.req.valid('json'), actorOf(who), visibleProjects(who)))
    })
