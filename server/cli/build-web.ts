import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { programPaths } from '#server/paths.ts'

/** Builds the web app when this is a clone and its build is missing or older than its sources. */
export async function buildWeb(): Promise<void> {
  const { root, web } = programPaths()
  const sources = ['web', 'shared', 'package-lock.json'].map((name) => join(root, name))
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return
  const page = join(web, 'index.html')
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0
  if (Math.max(...sources.map(newestChange)) <= builtAt) return
  console.log('Building the web app (once)...')
  // A process of its own: the builder's memory would stay with the server for ever.
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', join(root, 'web', 'vite.config.ts'), '--logLevel', 'warn']
  await promisify(execFile)(process.execPath, args, { cwd: root })
}

function newestChange(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
