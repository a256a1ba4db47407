import { Hono } from 'hono'
import { explainChange } from '#server/analytics/explain-change.ts'
import { forecastSpend } from '#server/analytics/forecast.ts'
import { priceChanges } from '#server/analytics/price-changes.ts'
import { spendBy } from '#server/analytics/spend-by.ts'
import { spendOverTime } from '#server/analytics/spend-over-time.ts'
import type { AppContext } from '#server/context.ts'
import {
  canReadSpend,
  type Principal,
  requirePermission,
  visibleProjects,
} from '#server/people/permissions.ts'
import { SpendByQuery, SpendOverTimeQuery } from '#shared/api/spend.ts'
import { SpendChangesQuery } from '#shared/api/spend-changes.ts'
import { SpendForecastQuery } from '#shared/api/spend-forecast.ts'
import { SpendPriceChangesQuery } from '#shared/api/spend-price-changes.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const spendRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .get('/over-time', identify(ctx), validate('query', SpendOverTimeQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await spendOverTime(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/by', identify(ctx), validate('query', SpendByQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await spendBy(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/forecast', identify(ctx), validate('query', SpendForecastQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await forecastSpend(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/changes', identify(ctx), validate('query', SpendChangesQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await explainChange(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/price-changes', identify(ctx), validate('query', SpendPriceChangesQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await priceChanges(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })

const requireRead = (who: Principal) =>
  requirePermission(canReadSpend(who), 'read spend with this key: it lacks the scope "read"')
