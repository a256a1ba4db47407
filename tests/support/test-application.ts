import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { inject } from 'vitest'
import { connectApplication } from '#server/application.ts'
import { type Config, parseConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { type DatabaseAddress, openClient } from '#server/db/client.ts'
import { createLog } from '#server/log.ts'
import { drain, listen } from '#server/main.ts'
import { createApiKey } from '#server/people/api-keys.ts'
import { createProject } from '#server/people/projects.ts'
import type { KeyScope } from '#shared/api/api-keys.ts'
import { afterFile } from './after-file.ts'
import { atDatabase } from './database-address.ts'
import { makeTempFolder } from './temp-folder.ts'

export interface TestApplication {
  ctx: AppContext
  url: string
  address: DatabaseAddress
  /** Sets what the server takes for now. */
  setNow(now: Date): void
}

/** A server on a fresh clone of a template, for one test file; `reach` may put something in between. */
export async function startTestApplication(
  overrides: Partial<Config> = {},
  reach: (address: DatabaseAddress) => Promise<DatabaseAddress> = async (address) => address,
  template = inject('template'),
): Promise<TestApplication> {
  const postgres = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = openClient(postgres, { max: 1 })
  await admin.unsafe(`create database ${name} template ${template}`)
  const address = await reach(atDatabase(postgres, name))
  let now: Date | undefined
  const config: Config = {
    ...parseConfig({}),
    databasePoolSize: 6,
    dataFolder: makeTempFolder(),
    port: 0,
    secretKey: 'a secret of the tests, longer than 32 characters',
    maxSeriesPerProject: 10_000,
    logLevel: 'fatal',
    ...overrides,
  }
  const log = createLog(config.logLevel)
  const clock = () => now ?? new Date()
  const databaseClock = async () => clock()
  const application = await connectApplication({ config, address, log, clock, databaseClock })
  const server = await listen(application.ctx)
  afterFile(async () => {
    await drain(server)
    await application.close()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
    rmSync(config.dataFolder, { recursive: true, force: true })
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const setNow = (at: Date) => {
    now = at
  }
  return { ctx: application.ctx, url, address, setNow }
}

/** The same on a clone that has the demo events of the last 40 days: for the tests in a browser. */
export const startDemoApplication = () => startTestApplication({}, undefined, inject('demoTemplate'))

/** A project of the test's own with a key for it. */
export async function createTestProject({ ctx }: TestApplication, scopes: KeyScope[] = ['ingest', 'read']) {
  const project = await createProject(ctx, { name: `project ${randomUUID()}` })
  const { key, id } = await createApiKey(ctx, { projectId: project.id, name: 'test', scopes })
  return { project, key, keyId: id }
}

export interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

/** Sends a request with a key; a body that is not text goes as JSON. */
export async function send<T = Record<string, unknown>>(
  { url }: Pick<TestApplication, 'url'>,
  path: string,
  options: { key?: string; method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> {
  const { key, body, method = body === undefined ? 'GET' : 'POST', headers } = options
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
}
