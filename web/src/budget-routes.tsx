import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** Budgets, and where alerts go. */
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
    component: lazyRouteComponent(() => import('./pages/budget-page.tsx'), 'BudgetPage'),
  })
  const editBudget = createRoute({
    getParentRoute: () => parent,
    path: '/budgets/$id/edit',
    component: lazyRouteComponent(() => import('./pages/edit-budget-page.tsx'), 'EditBudgetPage'),
  })
  const channels = createRoute({
    getParentRoute: () => parent,
    path: '/alerts/channels',
    component: lazyRouteComponent(() => import('./pages/channels-page.tsx'), 'ChannelsPage'),
  })
  return [budgets, newBudget, budget, editBudget, channels] as const
}
