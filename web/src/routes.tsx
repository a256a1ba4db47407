import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { api } from './api/client.ts'
import { isUnauthorized } from './api/error.ts'
import { meOptions } from './api/queries.ts'
import { createBudgetRoutes } from './budget-routes.tsx'
import { readExploreView, writeExploreView } from './lib/explore-params.ts'
import { readModelsView, writeModelsView } from './lib/models-params.ts'
import { readPricesView, writePricesView } from './lib/prices-params.ts'
import { readRequestsView, writeRequestsView } from './lib/requests-view.ts'
import { readSavingsView, writeSavingsView } from './lib/savings-view.ts'
import {
  type FlatSearch,
  parseQuery,
  readSpendView,
  stringifyQuery,
  writeSpendView,
} from './lib/search-params.ts'
import { sharedSearch } from './lib/shared-search.ts'
import { readSimulationView, writeSimulationView } from './lib/simulation-view.ts'
import { FailurePage } from './pages/failure-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { createSettingsRoutes } from './settings-routes.tsx'

interface RouterContext {
  queryClient: QueryClient
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: NotFoundPage,
  errorComponent: FailurePage,
})

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: ({ context, location }) => requireSession(context.queryClient, location.href),
  component: lazyRouteComponent(() => import('./pages/app-layout.tsx'), 'AppLayout'),
})

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: (search: FlatSearch) => search,
  // What the view does not know is taken out of the address too; defaults as well.
  beforeLoad: ({ location }) => {
    const search = writeSpendView(readSpendView(location.search))
    if (stringifyQuery(search) !== location.searchStr) throw redirect({ to: '/', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/overview-page.tsx'), 'OverviewPage'),
})

const exploreRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/explore',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writeExploreView(readExploreView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/explore', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/explore-page.tsx'), 'ExplorePage'),
})

const modelsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/models',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writeModelsView(readModelsView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/models', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/models-page.tsx'), 'ModelsPage'),
})

const modelRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/models/$provider/$model',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location, params }) => {
    const search = sharedSearch(location.search)
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/models/$provider/$model', params, search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/model-page.tsx'), 'ModelPage'),
})

const pricesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prices',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writePricesView(readPricesView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/prices', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/prices-page.tsx'), 'PricesPage'),
})

const integrationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/integrations',
  component: lazyRouteComponent(() => import('./pages/integrations-page.tsx'), 'IntegrationsPage'),
})

const requestsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/requests',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writeRequestsView(readRequestsView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/requests', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/requests-page.tsx'), 'RequestsPage'),
})

const savingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/savings',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writeSavingsView(readSavingsView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/savings', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/savings-page.tsx'), 'SavingsPage'),
})

const simulationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/savings/simulate',
  validateSearch: (search: FlatSearch) => search,
  beforeLoad: ({ location }) => {
    const search = writeSimulationView(readSimulationView(location.search))
    if (stringifyQuery(search) !== location.searchStr)
      throw redirect({ to: '/savings/simulate', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/simulation-page.tsx'), 'SimulationPage'),
})

const opportunityRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/savings/$id',
  component: lazyRouteComponent(() => import('./pages/opportunity-page.tsx'), 'OpportunityPage'),
})

/** Where API keys were before they became a part of the settings. */
const apiKeysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/api-keys',
  beforeLoad: () => {
    throw redirect({ to: '/settings/api-keys', replace: true })
  },
})

const budgetRoutes = createBudgetRoutes(appRoute)
const settings = createSettingsRoutes(appRoute)

const only = (name: string) => (search: FlatSearch) => (search[name] ? { [name]: search[name] } : {})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: only('redirect'),
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: only('token'),
  component: lazyRouteComponent(() => import('./pages/setup-page.tsx'), 'SetupPage'),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: only('token'),
  component: lazyRouteComponent(() => import('./pages/invitation-page.tsx'), 'InvitationPage'),
})

/** Pages of the app need a session; without one, the way leads over signing in and back. */
async function requireSession(queryClient: QueryClient, target: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(meOptions)
  } catch (error) {
    if (!isUnauthorized(error)) throw error
    const { needed } = await api.setupState()
    if (needed) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: target === '/' ? {} : { redirect: target } })
  }
}

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      appRoute.addChildren([
        overviewRoute,
        exploreRoute,
        modelsRoute,
        modelRoute,
        pricesRoute,
        requestsRoute,
        ...budgetRoutes,
        savingsRoute,
        simulationRoute,
        opportunityRoute,
        integrationsRoute,
        apiKeysRoute,
        settings,
      ]),
      signInRoute,
      setupRoute,
      invitationRoute,
    ]),
    context: { queryClient },
    parseSearch: parseQuery,
    stringifySearch: stringifyQuery,
    scrollRestoration: true,
    defaultPreload: 'intent',
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
