const only = (from, to, name, comment) => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
})

/** Who may import whom: docs/architecture.md. */
export default {
  forbidden: [
    only({}, { circular: true }, 'no-cycles', 'a cycle hides the order in which code is read'),
    only(
      { path: '^shared/' },
      { pathNot: ['^shared/', '(^|/)node_modules/zod/'] },
      'shared-is-pure',
      'shared imports zod and itself',
    ),
    only(
      { path: '^server/' },
      { path: '^(web|scripts|tests)/' },
      'server-uses-shared',
      'server imports shared and itself',
    ),
    only(
      { path: '^web/' },
      { path: '^(server|scripts|tests)/', pathNot: '^server/http/app\\.ts$' },
      'web-uses-shared',
      'web imports shared, and types from server/http/app.ts',
    ),
    only(
      { path: '^web/' },
      { path: '^server/', dependencyTypesNot: ['type-only'] },
      'web-takes-types-only',
      'server code must not reach the browser',
    ),
    only(
      { path: '^server/', pathNot: ['^server/http/', '^server/main\\.ts$'] },
      { path: '(^|/)node_modules/(hono|@hono|hono-openapi)/' },
      'only-http-knows-hono',
      'features are called by HTTP, jobs and the CLI alike',
    ),
    only(
      { path: '^server/(http|jobs|cli)/' },
      { path: '^server/db/schema/|(^|/)node_modules/(drizzle-orm|postgres)/' },
      'doors-have-no-sql',
      'a door validates, calls one feature function and answers',
    ),
    ...featureRules({
      ingest: ['people', 'prices', 'rollups'],
      analytics: ['prices', 'rollups'],
      annotations: ['analytics', 'people'],
      budgets: ['alerts', 'analytics', 'channels', 'people', 'rollups'],
      prices: ['people', 'rollups'],
      people: ['rollups'],
      imports: ['ingest'],
      exports: ['analytics', 'people'],
      events: ['analytics', 'prices'],
      rollups: [],
      demo: ['ingest', 'people', 'savings'],
      settings: ['people', 'rollups'],
      views: ['people'],
      models: ['analytics', 'prices'],
      channels: ['people'],
      savings: ['analytics', 'people', 'prices', 'rollups'],
      alerts: ['analytics', 'channels', 'people'],
      'alert-rules': ['alerts', 'channels', 'people', 'rollups'],
      digests: ['alerts', 'analytics', 'channels', 'people', 'rollups', 'savings'],
    }),
    only(
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
      'features-apart',
      'pages put features together',
    ),
    only(
      { path: '^web/src/(charts|components|lib|api)/' },
      { path: '^web/src/(features|pages)/' },
      'parts-know-no-feature',
      'pages -> features -> charts and components -> lib',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}

/** Features reach db, context, config and errors freely, and only the named neighbours. */
function featureRules(neighbours) {
  const names = Object.keys(neighbours)
  return names.map((name) =>
    only(
      { path: `^server/${name}/` },
      {
        path: `^server/(${names.join('|')}|http|jobs|cli)/`,
        pathNot: [name, ...neighbours[name]].map((allowed) => `^server/${allowed}/`),
      },
      `${name}-neighbours`,
      `${name} imports ${neighbours[name].join(', ') || 'no other feature'}`,
    ),
  )
}
