import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import { connectApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { type DatabaseAddress, openClient } from '#server/db/client.ts'
import { createLog } from '#server/log.ts'
import { createApiKey } from '#server/people/api-keys.ts'
import { createProject } from '#server/people/projects.ts'
import { afterFile } from './after-file.ts'
import { atDatabase, throughCable, upstreamOf } from './database-address.ts'
import { post } from './load.ts'
import { expectRollupsEqualEvents } from './rollup-invariants.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'
import { makeTempFolder } from './temp-folder.ts'

/** Servers on a database behind a cable, a project with a key, and a view of the database past the cable. */
export interface Rig {
  servers: ServerProcess[]
  server: ServerProcess
  cable: TcpProxy
  ctx: AppContext
  projectId: string
  key: string
}

export const SERVERS_NAME = 'under-test'

interface RigOptions {
  servers?: number
  /** A Postgres of the test's own; else a new database on the shared one. */
  address?: DatabaseAddress & { url: string }
  /** Without the cable. */
  direct?: boolean
  /** What the servers are told besides. */
  environment?: Record<string, string>
}

export async function startRig({
  servers: count = 1,
  address: own,
  direct,
  environment: more,
}: RigOptions = {}): Promise<Rig> {
  const address: DatabaseAddress = own ?? (await cloneTemplate())
  const dataFolder = makeTempFolder()
  const secretKey = randomUUID()
  // Receivers of alerts are on this machine.
  const networks = { ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8' }
  const config = { ...parseConfig(networks), dataFolder, secretKey, databasePoolSize: 2 }
  const application = await connectApplication({ config, address, log: createLog('fatal') })
  const { ctx } = application
  const project = await createProject(ctx, { name: `Faults ${randomUUID()}` })
  const { key } = await createApiKey(ctx, { projectId: project.id, name: 'load', scopes: ['ingest', 'read'] })
  const cable = await startTcpProxy(upstreamOf(address))
  const environment = {
    DATABASE_URL: named(direct && own ? own.url : throughCable(address, cable.port)),
    // Several rigs share one Postgres.
    DATABASE_POOL_SIZE: '6',
    SPENDSCOPE_DATA: dataFolder,
    SECRET_KEY: secretKey,
    ...networks,
    ...more,
  }
  const servers = await Promise.all(Array.from({ length: count }, () => startServerProcess(environment)))
  afterFile(async () => {
    cable.set('pass')
    await Promise.all(servers.map((server) => server.stop()))
    await cable.close()
    await application.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return { servers, server: servers[0]!, cable, ctx, projectId: project.id, key }
}

async function cloneTemplate(): Promise<DatabaseAddress> {
  const postgres = inject('postgres')
  const name = `faults_${randomUUID().replaceAll('-', '')}`
  const admin = openClient(postgres, { max: 1 })
  await admin.unsafe(`create database ${name} template ${inject('template')}`)
  afterFile(async () => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
  return atDatabase(postgres, name)
}

/** So that a test can tell the servers' sessions from its own. */
function named(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('application_name', SERVERS_NAME)
  return url.href
}

/** After every fault: what was acknowledged is stored, once, and counted once; and the servers go on. */
export async function expectAllStoredOnce(rig: Rig, acknowledged: Set<string>): Promise<void> {
  const { ctx, projectId, servers, key } = rig
  const stored = await storedIds(rig)
  const lost = [...acknowledged].filter((id) => !stored.has(id))
  const unasked = [...stored].filter((id) => !acknowledged.has(id))
  expect({ lost, unasked }).toEqual({ lost: [], unasked: [] })
  await expectRollupsEqualEvents(ctx, projectId)
  for (const { url } of servers) {
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect((await post(url, key, [])).status).toBe(400)
  }
  expectQuietLogs(rig)
}

/** No server has died of an error, or answered one that is its own. */
function expectQuietLogs({ servers }: Rig): void {
  const isAlarm = ({ level, msg }: Record<string, unknown>) => Number(level) >= 60 || msg === 'answered 500'
  expect(servers.flatMap(({ log }) => log().filter(isAlarm))).toEqual([])
}

/** @throws when an id is stored twice. */
export async function storedIds({ ctx, projectId }: Rig): Promise<Set<string>> {
  const rows = await ctx.db.execute<{ id: string }>(
    sql`select id from usage_events where project_id = ${Number(projectId)}`,
  )
  const ids = new Set(rows.map(({ id }) => id))
  expect(rows).toHaveLength(ids.size)
  return ids
}
