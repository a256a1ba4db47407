import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { programPaths } from '#server/paths.ts'

/** Bytes after gzip by the name of a chunk, without the hash in its file name. */
export type ChunkSizes = Map<string, number>

export interface LoadedFiles {
  scripts(): ChunkSizes
  styles(): ChunkSizes
}

/** Notes the files of the web app that the page asks for from now on. */
export function noteLoadedFiles(page: Page): LoadedFiles {
  const names = new Set<string>()
  page.on('request', (request) => {
    const name = /\/assets\/([^/?]+)$/.exec(request.url())?.[1]
    if (name) names.add(name)
  })
  const sizes = (extension: string) => chunkSizes([...names].filter((name) => name.endsWith(extension)))
  return { scripts: () => sizes('.js'), styles: () => sizes('.css') }
}

/** Sizes of files in the built web app. */
export function chunkSizes(files: readonly string[]): ChunkSizes {
  const folder = join(programPaths().web, 'assets')
  const sizes: ChunkSizes = new Map()
  for (const file of files) {
    const name = file.replace(/-[\w-]{8}(\.\w+)$/, '$1')
    const bytes = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
    sizes.set(name, (sizes.get(name) ?? 0) + bytes)
  }
  return sizes
}

export const sumOf = (sizes: ChunkSizes) => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
