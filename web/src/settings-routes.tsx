import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { FlatSearch } from './lib/search-params.ts'

/** Settings and their pages, each loaded when it is opened. */
export function createSettingsRoutes<Parent extends AnyRoute>(parent: Parent) {
  const layout = createRoute({
    getParentRoute: () => parent,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/settings/settings-layout.tsx'), 'SettingsLayout'),
  })
  const page = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
    createRoute({ getParentRoute: () => layout, path, component })
  const index = createRoute({
    getParentRoute: () => layout,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/settings/general', replace: true })
    },
  })
  const audit = createRoute({
    getParentRoute: () => layout,
    path: '/audit',
    validateSearch: ({ actor, action }: FlatSearch): FlatSearch => ({
      ...(actor && { actor }),
      ...(action && { action }),
    }),
    component: lazyRouteComponent(() => import('./pages/settings/audit-page.tsx'), 'AuditPage'),
  })
  return layout.addChildren([
    index,
    page(
      '/general',
      lazyRouteComponent(() => import('./pages/settings/general-page.tsx'), 'GeneralPage'),
    ),
    page(
      '/members',
      lazyRouteComponent(() => import('./pages/settings/members-page.tsx'), 'MembersPage'),
    ),
    page(
      '/projects',
      lazyRouteComponent(() => import('./pages/settings/projects-page.tsx'), 'ProjectsPage'),
    ),
    page(
      '/api-keys',
      lazyRouteComponent(() => import('./pages/settings/api-keys-page.tsx'), 'ApiKeysPage'),
    ),
    page(
      '/tags',
      lazyRouteComponent(() => import('./pages/settings/tags-page.tsx'), 'TagsPage'),
    ),
    page(
      '/savings',
      lazyRouteComponent(() => import('./pages/settings/savings-settings-page.tsx'), 'SavingsSettingsPage'),
    ),
    audit,
    page(
      '/about',
      lazyRouteComponent(() => import('./pages/settings/about-page.tsx'), 'AboutPage'),
    ),
  ])
}
