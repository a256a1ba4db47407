import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { AppContext } from '#server/context.ts'
import { programPaths } from '#server/paths.ts'
import type { Refreshed } from './refresh-project.ts'

/**
 * Searches a project whose lease is held in a process of its own, which gives way to the server: rules look at all
 * requests of a feature at once, and whoever posts events would wait for them.
 * @throws Error with what the process said when it fails.
 */
export async function refreshApart(ctx: AppContext, projectId: number): Promise<Refreshed> {
  const { root } = programPaths()
  const program = ['bin/spendscope.mjs', 'dist/spendscope.mjs']
    .map((path) => join(root, path))
    .find(existsSync)!
  const child = spawn(process.execPath, [program, 'savings', 'refresh', '--leased', String(projectId)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: ctx.stopping,
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const said = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    said.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.errors = (said.errors + chunk).slice(-1_000)
  })
  ctx.log.debug({ projectId }, 'a search for savings runs in a process of its own')
  const [code] = await ended
  if (code !== 0) throw new Error(`the search for savings ended with ${code}: ${said.errors.trim()}`)
  return JSON.parse(said.output) as Refreshed
}
