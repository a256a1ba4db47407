import { build } from 'esbuild'

/** The server as a package ships it, which starts many times as fast as from source. */
export const BUNDLE = '.tsbuild/spendscope.mjs'

export default async function setup(): Promise<void> {
  await build({
    stdin: {
      contents: `import { runCli } from './server/cli/main.ts'\nawait runCli(process.argv.slice(2))\n`,
      resolveDir: '.',
    },
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['vite'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)`,
    },
    logLevel: 'warning',
  })
}
