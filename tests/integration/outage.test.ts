import { readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Application, openApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { drain, listen } from '#server/main.ts'
import { createApiKey } from '#server/people/api-keys.ts'
import { createProject } from '#server/people/projects.ts'
import { chatEvent } from '#tests/support/events.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'
import { send, type TestApplication } from '#tests/support/test-application.ts'

const folder = makeTempFolder()
let application: Application
let server: Server
let app: TestApplication

beforeAll(async () => {
  application = await openApplication({ ...parseConfig({}), dataFolder: folder, port: 0, logLevel: 'fatal' })
  server = await listen(application.ctx)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app = { ctx: application.ctx, url, address: { url }, setNow: () => {} }
})

afterAll(async () => {
  await drain(server)
  await application.close()
  rmSync(folder, { recursive: true, force: true })
})

const killPostgres = () =>
  process.kill(
    Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10),
    'SIGKILL',
  )

const isReady = async () => (await send(app, '/readyz')).status === 200

async function waitUntilReady(): Promise<void> {
  for (const start = Date.now(); !(await isReady()); await sleep(50))
    expect(Date.now() - start).toBeLessThan(10_000)
}

test('Postgres dies under load: 503 with Retry-After, recovery by itself, nothing lost and nothing twice', async () => {
  const project = await createProject(app.ctx, { name: 'Outage' })
  const { key } = await createApiKey(app.ctx, {
    projectId: project.id,
    name: 'test',
    scopes: ['ingest', 'read'],
  })
  const statuses = new Set<number>()
  let sent = 0
  let acknowledged = 0
  let isOver = false

  /** Sends batches, each until it is acknowledged. */
  const client = async () => {
    while (!isOver) {
      const body = [chatEvent(), chatEvent({ feature: 'x' }), chatEvent()]
      sent += body.length
      for (let done = false; !done; ) {
        const answer = await send<{ accepted: number; duplicates: number }>(app, '/v1/events', { key, body })
        statuses.add(answer.status)
        done = answer.status === 200
        if (done) acknowledged += answer.body.accepted + answer.body.duplicates
        else expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
        await sleep(done ? 5 : 50)
      }
    }
  }
  const clients = Promise.all(Array.from({ length: 8 }, client))
  for (let kills = 0; kills < 2; kills++) {
    await sleep(300)
    killPostgres()
    await sleep(100)
    await waitUntilReady()
  }
  isOver = true
  await clients
  expect([...statuses].sort()).toEqual([200, 503])
  expect(acknowledged).toBe(sent)
  const { body } = await send<{ total: { requests: number } }>(app, '/v1/spend/by?range=7d', { key })
  expect(body.total.requests).toBe(sent)
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('health tells a dead database from a dead process', async () => {
  const attempt = { body: { email: 'a@example.com', password: 'x' }, headers: { origin: app.url } }
  let [wasAway, status] = [false, 0]
  // Postgres may be back before a request meets its absence: then it dies once more.
  for (let kills = 0; !(wasAway && status === 503) && kills < 5; kills++) {
    killPostgres()
    expect((await send(app, '/livez')).status).toBe(200)
    // The session in use may live a moment longer than the server.
    for (let looks = 0; !wasAway && looks < 100; looks++) {
      wasAway = !(await isReady())
      await sleep(wasAway ? 0 : 5)
    }
    status = (await send(app, '/v1/auth/sign-in/email', attempt)).status
    await waitUntilReady()
  }
  expect({ wasAway, status }).toEqual({ wasAway: true, status: 503 })
})
