import { Hono, type MiddlewareHandler } from 'hono'
import type { AppContext } from '#server/context.ts'
import type { AppEnv } from './env.ts'
import { limitBody } from './middleware/limit-body.ts'
import { limitInFlight } from './middleware/limit-in-flight.ts'
import { limitReads } from './middleware/limit-reads.ts'
import { observeRequests } from './middleware/observe-requests.ts'
import { requestId } from './middleware/request-id.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { createOnError, sendProblem } from './on-error.ts'
import type { AllPlaces } from './places.ts'
import { aboutRoutes } from './routes/about.ts'
import { alertRulesRoutes } from './routes/alert-rules.ts'
import { alertsRoutes, deliveriesRoutes } from './routes/alerts.ts'
import { annotationsRoutes } from './routes/annotations.ts'
import { apiKeysRoutes } from './routes/api-keys.ts'
import { auditRoutes } from './routes/audit.ts'
import { budgetsRoutes } from './routes/budgets.ts'
import { channelsRoutes } from './routes/channels.ts'
import { demoRoutes } from './routes/demo.ts'
import { digestsRoutes } from './routes/digests.ts'
import { docsRoutes } from './routes/docs.ts'
import { eventsRoutes } from './routes/events.ts'
import { exploreRoutes } from './routes/explore.ts'
import { healthRoutes } from './routes/health.ts'
import { acceptRoutes, invitationsRoutes, membersRoutes } from './routes/members.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { modelsRoutes } from './routes/models.ts'
import { opportunitiesRoutes } from './routes/opportunities.ts'
import { authRoutes, meRoutes, setupRoutes } from './routes/people.ts'
import { pricesRoutes, repriceRunsRoutes } from './routes/prices.ts'
import { projectsRoutes } from './routes/projects.ts'
import { savedViewsRoutes } from './routes/saved-views.ts'
import { savingsSettingsRoutes } from './routes/savings-settings.ts'
import { segmentsRoutes } from './routes/segments.ts'
import { settingsRoutes } from './routes/settings.ts'
import { simulationsRoutes } from './routes/simulations.ts'
import { spendRoutes } from './routes/spend.ts'
import { tagKeysRoutes } from './routes/tag-keys.ts'
import { serveWeb } from './serve-web.ts'

export type AppType = ReturnType<typeof createApi>

/** The whole HTTP surface: the API under /v1, health beside it, the web app everywhere else. */
export function createApp(ctx: AppContext, webFolder: string, places: AllPlaces): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.onError(createOnError(ctx))
  app.use(requestId(), observeRequests(ctx))
  app.route('/', healthRoutes(ctx))
  app.route('/', metricsRoutes(ctx))
  app.post('/v1/events', limitInFlight(ctx, places.ingest))
  for (const limit of [
    limitInFlight(ctx, places.other),
    limitBody(),
    sameOrigin(ctx.config.publicUrl),
    limitReads(ctx),
  ])
    app.use('/v1/*', exceptIngest(limit))
  const api = createApi(ctx)
  app.route('/', api)
  app.all('/v1/*', (c) => {
    const methods = allowedMethods(api, c.req.path)
    if (methods.length === 0)
      return sendProblem(c, { status: 404, code: 'not_found', detail: 'There is no such route.' })
    c.header('allow', methods.join(', '))
    return sendProblem(c, {
      status: 405,
      code: 'method_not_allowed',
      detail: `Use ${methods.join(' or ')}.`,
      pointer: '',
    })
  })
  app.route('/', docsRoutes(api.routes))
  app.route('/', serveWeb(webFolder))
  app.notFound((c) =>
    sendProblem(c, {
      status: 404,
      code: 'not_found',
      detail: 'There is nothing at this address.',
      pointer: '',
    }),
  )
  return app
}

/** One API for browser and scripts; its type is what the web app's client knows. */
function createApi(ctx: AppContext) {
  return new Hono<AppEnv>()
    .basePath('/v1')
    .route('/events', eventsRoutes(ctx))
    .route('/spend', spendRoutes(ctx))
    .route('/explore', exploreRoutes(ctx))
    .route('/tag-keys', tagKeysRoutes(ctx))
    .route('/models', modelsRoutes(ctx))
    .route('/saved-views', savedViewsRoutes(ctx))
    .route('/projects', projectsRoutes(ctx))
    .route('/api-keys', apiKeysRoutes(ctx))
    .route('/prices', pricesRoutes(ctx))
    .route('/reprice-runs', repriceRunsRoutes(ctx))
    .route('/opportunities', opportunitiesRoutes(ctx))
    .route('/segments', segmentsRoutes(ctx))
    .route('/simulations', simulationsRoutes(ctx))
    .route('/savings-settings', savingsSettingsRoutes(ctx))
    .route('/settings', settingsRoutes(ctx))
    .route('/demo', demoRoutes(ctx))
    .route('/members', membersRoutes(ctx))
    .route('/invitations', acceptRoutes(ctx))
    .route('/invitations', invitationsRoutes(ctx))
    .route('/about', aboutRoutes(ctx))
    .route('/annotations', annotationsRoutes(ctx))
    .route('/channels', channelsRoutes(ctx))
    .route('/alerts', alertsRoutes(ctx))
    .route('/alert-rules', alertRulesRoutes(ctx))
    .route('/digests', digestsRoutes(ctx))
    .route('/deliveries', deliveriesRoutes(ctx))
    .route('/budgets', budgetsRoutes(ctx))
    .route('/audit', auditRoutes(ctx))
    .route('/me', meRoutes(ctx))
    .route('/setup', setupRoutes(ctx))
    .route('/auth', authRoutes(ctx))
}

/** Events come with a key and never with a cookie, and have limits of their own. Hono's `except` asks a router each time. */
const exceptIngest =
  (handler: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> =>
  (c, next) =>
    c.req.path === '/v1/events' ? next() : handler(c, next)

/** The methods of the routes at this path. */
function allowedMethods(api: { routes: { method: string; path: string }[] }, path: string): string[] {
  const own = path.replace(/(.)\/+$/, '$1')
  const matches = api.routes.filter(
    (route) =>
      route.method !== 'ALL' &&
      new RegExp(`^${route.path.replace(/:[^/]+/g, '[^/]+').replace('*', '.*')}$`).test(own),
  )
  return [...new Set(matches.map((route) => route.method))]
}
