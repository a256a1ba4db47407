import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canApprovePrices,
  canManagePrices,
  canReadSpend,
  type Principal,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { catalogueUpdate } from '#server/prices/catalogue-update.ts'
import {
  addModelAlias,
  addPriceOverride,
  listModelAliases,
  listPriceOverrides,
  retireEntry,
} from '#server/prices/edit-price-book.ts'
import { listModels } from '#server/prices/list-models.ts'
import { listUnpriced } from '#server/prices/list-unpriced.ts'
import { priceHistory } from '#server/prices/price-history.ts'
import {
  approveReprice,
  getRepriceRun,
  listRepriceRuns,
  previewReprice,
  undoReprice,
} from '#server/prices/reprice-runs.ts'
import { ListedModelsQuery, PriceHistoryQuery } from '#shared/api/price-list.ts'
import { CreateModelAlias, CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

/** Kept by the browser, and asked for again with its tag: the answer is mostly that nothing has changed. */
const REVALIDATED = { 'cache-control': 'private, no-cache' }

const requireRead = (who: Principal) =>
  requirePermission(canReadSpend(who), 'read prices with this key: it lacks the scope "read"')
const requireManage = (who: Principal) =>
  requirePermission(canManagePrices(who), 'manage prices: that takes an editor or admin')

/** The price book: the catalogue, own prices, own names, and what waits for a price. */
export const pricesRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), async (c, next) => {
      if (c.req.method === 'GET') requireRead(c.var.who)
      else requireManage(c.var.who)
      await next()
    })
    .get('/models', etag(), validate('query', ListedModelsQuery), (c) =>
      c.json(listModels(ctx, c.req.valid('query')), 200, REVALIDATED),
    )
    .get('/history', etag(), validate('query', PriceHistoryQuery), (c) =>
      c.json(priceHistory(ctx, c.req.valid('query')), 200, REVALIDATED),
    )
    .get('/update', async (c) => c.json(await catalogueUpdate(ctx, visibleProjects(c.var.who))))
    .get('/unpriced', async (c) => c.json({ data: await listUnpriced(ctx, visibleProjects(c.var.who)) }))
    .get('/overrides', async (c) =>
      c.json({ data: await listPriceOverrides(ctx, visibleProjects(c.var.who)) }),
    )
    .post('/overrides', validate('json', CreatePriceOverride), async (c) => {
      requireProjectAccess(c.var.who, c.req.valid('json').projectId)
      return c.json({ id: await addPriceOverride(ctx, c.req.valid('json'), actorOf(c.var.who)) }, 201)
    })
    .delete('/overrides/:id', validate('param', IdParam), async (c) => {
      const entry = { table: 'price_overrides', id: c.req.valid('param').id } as const
      await retireEntry(ctx, entry, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })
    .get('/aliases', async (c) => c.json({ data: await listModelAliases(ctx, visibleProjects(c.var.who)) }))
    .post('/aliases', validate('json', CreateModelAlias), async (c) => {
      requireProjectAccess(c.var.who, c.req.valid('json').projectId)
      return c.json({ id: await addModelAlias(ctx, c.req.valid('json'), actorOf(c.var.who)) }, 201)
    })
    .delete('/aliases/:id', validate('param', IdParam), async (c) => {
      const entry = { table: 'model_aliases', id: c.req.valid('param').id } as const
      await retireEntry(ctx, entry, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })

/** Pricing stored events again: a dry run, an approval, an undo. */
export const repriceRunsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), async (c, next) => {
      if (c.req.method === 'GET') requireRead(c.var.who)
      else requireManage(c.var.who)
      await next()
    })
    .get('/', async (c) => c.json({ data: await listRepriceRuns(ctx, visibleProjects(c.var.who)) }))
    .post('/', validate('json', RepriceFilter), async (c) => {
      requireProjectAccess(c.var.who, c.req.valid('json').projectId)
      return c.json(await previewReprice(ctx, c.req.valid('json'), actorOf(c.var.who)), 202)
    })
    .get('/:id', validate('param', IdParam), async (c) =>
      c.json(await getRepriceRun(ctx, c.req.valid('param').id, visibleProjects(c.var.who))),
    )
    .post('/:id/approve', validate('param', IdParam), async (c) => {
      requirePermission(canApprovePrices(c.var.who), 'approve a re-pricing: that takes an admin')
      return c.json(await approveReprice(ctx, c.req.valid('param').id, actorOf(c.var.who)))
    })
    .post('/:id/undo', validate('param', IdParam), async (c) => {
      requirePermission(canApprovePrices(c.var.who), 'undo a re-pricing: that takes an admin')
      return c.json(await undoReprice(ctx, c.req.valid('param').id, actorOf(c.var.who)))
    })
