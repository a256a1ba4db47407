import { createHash } from 'node:crypto'
import { chownSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter, type RunAs } from './embedded-binaries.ts'

/** Where an embedded Postgres keeps its things. */
export interface PostgresHome {
  folder: string
  data: string
  log: string
  /** Holds the socket; only its owner may enter, which is the whole access control. */
  sockets: string
}

/** Unix socket paths end at 107 bytes; Postgres adds `/.s.PGSQL.5432.lock`. */
const LONGEST_SOCKET_FOLDER = 85

/**
 * Inside the data folder, unless the user that Postgres must run as cannot reach it (root's own home):
 * then below /var/lib, under a name made from the data folder's path.
 */
export function chooseHome(dataFolder: string, runAs: RunAs | undefined): PostgresHome {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const folder = runAs && !canEnter(dataFolder, runAs) ? join('/var/lib/spendscope', name) : dataFolder
  const sockets = join(folder, 'run')
  const isShort = Buffer.byteLength(sockets) <= LONGEST_SOCKET_FOLDER
  return {
    folder,
    data: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    sockets: isShort ? sockets : join(tmpdir(), `spendscope-${name}`),
  }
}

export function makeHome(home: PostgresHome, runAs: RunAs | undefined): void {
  mkdirSync(home.folder, { recursive: true, mode: 0o755 })
  mkdirSync(home.sockets, { recursive: true, mode: 0o700 })
  if (runAs) chownSync(home.sockets, runAs.uid, runAs.gid)
}
