import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { SetupError } from '#server/errors.ts'
import type { Log } from '#server/log.ts'
import { type DatabaseAddress, openClient } from './client.ts'
import { withDeadline } from './deadline.ts'
import { chooseRunAs, findPostgres, type PostgresBinaries, type RunAs } from './embedded-binaries.ts'
import { chooseHome, makeHome, type PostgresHome } from './embedded-home.ts'
import { isHeldByOther, makeDataFolder } from './instance-lock.ts'
import { isAlive, processName } from './process-id.ts'

export interface EmbeddedPostgres {
  address: DatabaseAddress
  folder: string
  /** Stops it, unless a server or another command still uses it: then the last of them does. */
  stop(): Promise<void>
}

interface Installation {
  home: PostgresHome
  binaries: PostgresBinaries
  runAs: RunAs | undefined
  address: DatabaseAddress
}

const PORT = 5432
const USER = 'spendscope'
const START_TIMEOUT_MS = 60_000
const WATCH_EVERY_MS = 500
const ANSWER_MS = 2_000
/** Followed by the number of the process that is about to stop Postgres: each has a mark of its own. */
const STOP_MARK = 'postgres.stopping-'
const LEAVING = 'spendscope leaving'
const LEAVING_MS = 500

/**
 * Runs Postgres inside the data folder and keeps it running. One that is already up there
 * (left behind by a server that was killed, or run by another command) is used as it is.
 * @throws SetupError when it does not come up.
 */
export async function startEmbedded(dataFolder: string, log: Log): Promise<EmbeddedPostgres> {
  const runAs = chooseRunAs(dataFolder)
  const home = chooseHome(dataFolder, runAs)
  const address = { socketFolder: home.sockets, port: PORT, user: USER, database: 'postgres' }
  makeDataFolder(dataFolder)
  makeHome(home, runAs)
  const installation = { home, runAs, address, binaries: findPostgres(runAs, home.folder) }
  if (!existsSync(home.data)) await initialise(installation)
  checkVersion(installation)
  // A session of its own for as long as it is used: so that whoever leaves sees that others are still there.
  let presence = await bringUp(installation)
  const stopWatching = watch(installation, log, (renewed) => {
    void presence.end({ timeout: 0 })
    presence = renewed
  })
  return {
    address,
    folder: home.folder,
    async stop() {
      await stopWatching()
      await presence.end({ timeout: 1 })
      if (!isHeldByOther(dataFolder)) await shutDown(installation)
    },
  }
}

/** Prepares the data in a folder of its own, so that neither a crash nor another starter leaves anything half made. */
async function initialise({ home, binaries, runAs }: Installation): Promise<void> {
  const draft = `${home.data}.new-${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (runAs) chownSync(draft, runAs.uid, runAs.gid)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const code = await new Promise<number | null>((done, failed) => {
    const log = openSync(home.log, 'a')
    spawn(binaries.initdb, ['-D', draft, '-U', USER, '--auth=trust', ...locale], {
      ...runAs,
      cwd: home.folder,
      stdio: ['ignore', log, log],
    })
      .on('error', failed)
      .on('exit', done)
  })
  if (code !== 0) throw new SetupError(`Postgres could not prepare ${draft}:\n${tail(home.log)}`)
  try {
    renameSync(draft, home.data)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(home.data)) throw error // else another starter was first
  }
}

function checkVersion({ home, binaries }: Installation): void {
  const version = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim()
  if (version === binaries.majorVersion) return
  throw new SetupError(
    `${home.data} was written by Postgres ${version}; this Spendscope brings ${binaries.majorVersion}. ` +
      'Start the older Spendscope, dump its data, and load it into the new one.',
  )
}

/** Returns when Postgres answers: one that runs already, else a new one, tried again while the old one's remains go. */
async function bringUp(installation: Installation): Promise<Sql> {
  const deadline = Date.now() + START_TIMEOUT_MS
  let child: ChildProcess | undefined
  while (Date.now() < deadline) {
    const isStarting = child && child.exitCode === null && child.signalCode === null
    if (!isStarting && postmasterPid(installation.home) === undefined) child = launch(installation)
    const session = await openSession(installation.address)
    if (session && !isBeingStopped(installation.home)) return session
    await session?.end({ timeout: 0 })
    await sleep(50)
  }
  throw new SetupError(
    `Postgres does not start. The end of ${installation.home.log}:\n${tail(installation.home.log)}`,
  )
}

/** Detached and logging to a file, so that neither Ctrl-C nor the death of Node reaches it. */
function launch({ home, binaries, runAs }: Installation): ChildProcess {
  const log = openSync(home.log, 'a')
  const settings = {
    listen_addresses: '',
    unix_socket_directories: home.sockets,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    shared_buffers: '256MB',
    // The default is that of spinning disks: a month of one team would read every rollup of everybody.
    random_page_cost: '1.1',
    // A chart waits for one query: its sums are worth a second core, as long as another is left to events.
    max_parallel_workers_per_gather: String(Math.min(2, availableParallelism() - 1)),
    parallel_setup_cost: '200',
    parallel_tuple_cost: '0.02',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(binaries.postgres, ['-D', home.data, '-p', String(PORT), ...flags], {
    ...runAs,
    cwd: home.folder,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => {}) // a missing binary shows as a Postgres that does not start
  child.unref()
  closeSync(log)
  return child
}

async function openSession(address: DatabaseAddress): Promise<Sql | undefined> {
  const client = openClient(address, { max: 1, idleTimeoutSeconds: 0 })
  try {
    await withDeadline(client`select 1`, ANSWER_MS)
    return client
  } catch {
    await client.end({ timeout: 0 })
    return undefined
  }
}

/** The process that holds the data, if it is alive and a Postgres: after a reboot the number may be another's. */
function postmasterPid({ data }: PostgresHome): number | undefined {
  let pid: number
  try {
    pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return undefined // Postgres takes the file away when it stops
  }
  return pid > 0 && isAlive(pid) && (processName(pid) ?? 'postgres') === 'postgres' ? pid : undefined
}

/** Starts Postgres again when it dies. Returns what ends the watch. */
function watch(installation: Installation, log: Log, onRenewed: (session: Sql) => void): () => Promise<void> {
  let repair: Promise<void> | undefined
  const timer = setInterval(() => {
    if (repair || postmasterPid(installation.home) !== undefined) return
    log.warn('the embedded Postgres is gone: starting it again')
    repair = bringUp(installation)
      .then(onRenewed)
      .catch((error) => log.error({ err: error }, 'the embedded Postgres does not start'))
      .finally(() => {
        repair = undefined
      })
  }, WATCH_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await repair
  }
}

async function shutDown({ home, address }: Installation): Promise<void> {
  const pid = postmasterPid(home)
  if (pid === undefined) return
  // Mark, then count; who starts connects, then looks for the mark: one of the two always sees the other.
  const mark = join(home.folder, `${STOP_MARK}${process.pid}`)
  writeFileSync(mark, '')
  try {
    if (await hasOtherClients(address)) return
    interrupt(pid)
    for (let waited = 0; waited < 20_000 && isAlive(pid); waited += 25) await sleep(25)
  } finally {
    rmSync(mark, { force: true })
  }
}

/** A stop that Postgres calls "fast": ends sessions, writes a checkpoint. Two that leave together may both ask for it. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Whether another process is about to stop it. The mark of one that died meanwhile does not count. */
function isBeingStopped(home: PostgresHome): boolean {
  return readdirSync(home.folder)
    .filter((name) => name.startsWith(STOP_MARK))
    .map((name) => Number.parseInt(name.slice(STOP_MARK.length), 10))
    .some((pid) => pid > 0 && pid !== process.pid && isAlive(pid))
}

/** Those that leave as well do not count, and sessions that were just closed take a moment to go. */
async function hasOtherClients(address: DatabaseAddress): Promise<boolean> {
  const client = openClient(address, { max: 1, applicationName: LEAVING })
  try {
    for (let waited = 0; waited < LEAVING_MS; waited += 50) {
      const [row] = await client`
        select count(*)::int as others from pg_stat_activity
        where backend_type = 'client backend' and application_name <> ${LEAVING}`
      if (row?.others === 0) return false
      await sleep(50)
    }
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 1 })
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}
