import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build as bundle } from 'esbuild'
import { build as buildWeb } from 'vite'

// Everything that runs without node_modules: the image holds dist/ and migrations/ only.
rmSync('dist', { recursive: true, force: true })
await buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })
cpSync('shared/pricing/catalogue', 'dist/catalogue', { recursive: true })
const require = createRequire(import.meta.url)
cpSync(require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'), 'dist/pictures/inter.ttf')
cpSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'), 'dist/pictures/resvg.wasm')
await bundle({
  stdin: {
    contents: `import { runCli } from './server/cli/main.ts'\nawait runCli(process.argv.slice(2))\n`,
    resolveDir: '.',
  },
  outfile: 'dist/spendscope.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['vite'],
  legalComments: 'linked',
  minifySyntax: true,
  sourcemap: 'linked',
  // Some dependencies are CommonJS and call require.
  banner: {
    js: `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)`,
  },
  logLevel: 'warning',
})
