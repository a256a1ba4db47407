import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the files that belong to the program are, whether it runs from source or from the bundle in `dist/`. */
export interface ProgramPaths {
  root: string
  migrations: string
  catalogue: string
  web: string
  /** The font and the renderer of pictures in messages. */
  pictures: { font: string; renderer: string }
}

export function programPaths(): ProgramPaths {
  // Both server/ and dist/ are direct children of the program's folder.
  const root = fileURLToPath(new URL('..', import.meta.url))
  const source = join(root, 'shared', 'pricing', 'catalogue')
  return {
    root,
    migrations: join(root, 'migrations'),
    catalogue: existsSync(source) ? source : join(root, 'dist', 'catalogue'),
    web: join(root, 'dist', 'web'),
    pictures: picturePaths(root),
  }
}

function picturePaths(root: string): ProgramPaths['pictures'] {
  const packaged = join(root, 'dist', 'pictures')
  if (existsSync(packaged))
    return { font: join(packaged, 'inter.ttf'), renderer: join(packaged, 'resvg.wasm') }
  const modules = join(root, 'node_modules')
  return {
    font: join(modules, '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    renderer: join(modules, '@resvg/resvg-wasm/index_bg.wasm'),
  }
}
