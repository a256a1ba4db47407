import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readAlertsView, writeAlertsView } from './lib/alerts-params.ts'
import { type FlatSearch, stringifyQuery } from './lib/search-params.ts'

/** Budgets, alerts, and where alerts go. */
export function createBudgetRoutes<Parent extends AnyRoute>(parent: Parent) {
  const budgets = createRoute({
    getParentRoute: () => parent,
    path: '/budgets',
    component: lazyRouteComponent(() => import('./pages/budgets-page.tsx'), 'BudgetsPage'),
  })
  const newBudget = createRoute({
    getParentRoute: () => parent,
    path: '/budgets/new',
    component: lazyRouteComponent(() => import('./pages/new-budget-page.tsx'), 'NewBudgetPage'),
  })
  const budget = createRoute({
    getParentRoute: () => parent,
    path: '/budgets/$id',
    validateSearch: ({ period, group }: FlatSearch): FlatSearch => ({
      ...(period && { period }),
      ...(group !== undefined && { group }),
    }),
    component: lazyRouteComponent(() => import('./pages/budget-page.tsx'), 'BudgetPage'),
  })
  const editBudget = createRoute({
    getParentRoute: () => parent,
    path: '/budgets/$id/edit',
    component: lazyRouteComponent(() => import('./pages/edit-budget-page.tsx'), 'EditBudgetPage'),
  })
  const alerts = createRoute({
    getParentRoute: () => parent,
    path: '/alerts',
    validateSearch: (search: FlatSearch) => search,
    beforeLoad: ({ location }) => {
      const search = writeAlertsView(readAlertsView(location.search))
      if (stringifyQuery(search) !== location.searchStr)
        throw redirect({ to: '/alerts', search, replace: true })
    },
    component: lazyRouteComponent(() => import('./pages/alerts-page.tsx'), 'AlertsPage'),
  })
  const alertRules = createRoute({
    getParentRoute: () => parent,
    path: '/alerts/rules',
    component: lazyRouteComponent(() => import('./pages/alert-rules-page.tsx'), 'AlertRulesPage'),
  })
  const digests = createRoute({
    getParentRoute: () => parent,
    path: '/alerts/digests',
    component: lazyRouteComponent(() => import('./pages/digests-page.tsx'), 'DigestsPage'),
  })
  const channels = createRoute({
    getParentRoute: () => parent,
    path: '/alerts/channels',
    component: lazyRouteComponent(() => import('./pages/channels-page.tsx'), 'ChannelsPage'),
  })
  return [budgets, newBudget, budget, editBudget, alerts, alertRules, digests, channels] as const
}
