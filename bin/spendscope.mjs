#!/usr/bin/env node
import { existsSync } from 'node:fs'

// A clone runs from source, so that nothing is ever stale; a package brings the bundle, which runs by itself.
const source = new URL('../server/cli/main.ts', import.meta.url)
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api')
  register()
  const { runCli } = await import(source.href)
  await runCli(process.argv.slice(2))
} else {
  await import(new URL('../dist/spendscope.mjs', import.meta.url).href)
}
