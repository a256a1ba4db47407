import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type DatabaseAddress, openClient } from '#server/db/client.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { chooseRunAs, findPostgres } from '#server/db/embedded-binaries.ts'
import { chooseHome } from '#server/db/embedded-home.ts'
import { createLog } from '#server/log.ts'
import { findFreePort } from './find-free-port.ts'
import { makeTempFolder } from './temp-folder.ts'

/** A Postgres of the test's own, on a TCP port, that nobody starts again but the test. */
export interface PostgresProcess {
  address: DatabaseAddress & { url: string }
  /** SIGKILL: it crashes. SIGINT: it ends sessions and stops. Resolves when it is gone. */
  kill(signal: 'SIGKILL' | 'SIGINT'): Promise<void>
  /** Resolves when it takes connections; at once when it does. */
  start(): Promise<void>
  remove(): Promise<void>
}

const START_MS = 30_000

export async function makePostgres(): Promise<PostgresProcess> {
  const folder = makeTempFolder()
  const made = await startEmbedded(folder, createLog('warn'))
  await made.stop()
  const runAs = chooseRunAs(folder)
  const home = chooseHome(folder, runAs)
  const { postgres } = findPostgres(runAs, home.folder)
  const port = await findFreePort()
  const address = { url: `postgres://spendscope@127.0.0.1:${port}/postgres` }
  let child: ChildProcess | undefined

  const launch = () => {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${home.sockets}`, 'timezone=UTC']
    const args = ['-D', home.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    child = spawn(postgres, args, { ...runAs, cwd: home.folder, stdio: 'ignore' })
  }

  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null

  /** A crashed one leaves processes behind for a moment, and until they are gone no other starts. */
  async function start() {
    for (const began = performance.now(); ; await sleep(50)) {
      if (!isRunning()) launch()
      if (await takesConnections(address)) return
      if (performance.now() - began > START_MS) throw new Error('Postgres does not start')
    }
  }

  async function kill(signal: 'SIGKILL' | 'SIGINT') {
    if (!isRunning()) return
    const ended = once(child!, 'exit')
    child!.kill(signal)
    await ended
  }

  await start()
  return {
    address,
    start,
    kill,
    async remove() {
      await kill('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function takesConnections(address: DatabaseAddress): Promise<boolean> {
  const client = openClient(address, { max: 1 })
  try {
    await client`select 1`
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 0 })
  }
}
