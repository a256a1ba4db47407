import { cpSync, rmSync } from 'node:fs'
import { build as bundle } from 'esbuild'
import { build as buildWeb } from 'vite'

// Everything that runs without node_modules: the image holds dist/ and migrations/ only.
rmSync('dist', { recursive: true, force: true })
await buildWeb({ configFile: 'web/vite.config.ts', logLevel: 'warn' })
cpSync('shared/pricing/catalogue', 'dist/catalogue', { recursive: true })
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
