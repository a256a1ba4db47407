import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatEvent } from '#tests/support/events.ts'
import { headOfPost, openConnection } from '#tests/support/raw-request.ts'
import { type Run, runProgram, startProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'

const folder = makeTempFolder()
const environment = { SPENDSCOPE_DATA: join(folder, 'data'), PORT: '0', SHUTDOWN_DELAY_SECONDS: '1' }
const body = () => JSON.stringify(chatEvent())

let key: string
let headers: Record<string, string>
let last: Run | undefined
beforeAll(async () => {
  const args = ['keys', 'create', '--project', 'Shop', '--scopes', 'ingest,read', '--json']
  key = JSON.parse((await runProgram(args, environment)).output).key
  headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
})

afterAll(async () => {
  last?.process.kill('SIGKILL')
  await runProgram(['doctor'], environment) // stops the Postgres of a server that was killed
  rmSync(folder, { recursive: true, force: true })
})

async function start() {
  const run = startProgram(['start'], environment)
  last = run
  const [, url] = await run.printed(/runs at (\S+)\n/)
  return { run, url: url! }
}

async function countStored(url: string): Promise<number> {
  const spend = await (await fetch(`${url}/v1/spend/by?range=7d`, { headers })).json()
  return spend.total.requests
}

test('a server that stops says so, goes on serving for a while, and finishes what it has begun', async () => {
  const { run, url } = await start()
  const begun = await openConnection(url)
  const event = body()
  begun.socket.write(headOfPost(key, `content-length: ${event.length}`) + event.slice(0, 10))
  await fetch(`${url}/readyz`)
  run.process.kill('SIGTERM')
  while ((await fetch(`${url}/readyz`)).status !== 503) await sleep(10)

  const late = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: body() })
  expect([late.status, late.headers.get('connection')]).toEqual([200, 'close'])
  while (await fetch(`${url}/livez`).catch(() => undefined)) await sleep(50)
  begun.socket.write(event.slice(10))
  expect(await begun.receives(/"accepted":1/)).toMatch(/^HTTP\/1.1 200 .*connection: close/is)
  expect(await run.exited).toBe(0)
})

test('live streams end when the server begins to stop', async () => {
  const { run, url } = await start()
  const { body } = await fetch(`${url}/v1/events/stream`, { headers })
  const reader = body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('retry:')
  const asked = Date.now()
  run.process.kill('SIGTERM')
  while (!(await reader.read()).done);
  expect(Date.now() - asked).toBeLessThan(1_000)
  expect(await run.exited).toBe(0)
})

test('stopped under load, everything that was acknowledged is stored, and nothing else', async () => {
  const first = await start()
  const before = await countStored(first.url)
  let acknowledged = 0
  const client = async () => {
    for (;;) {
      const answer = await fetch(`${first.url}/v1/events`, { method: 'POST', headers, body: body() }).catch(
        () => undefined,
      )
      if (!answer) return
      expect(answer.status).toBe(200)
      acknowledged++
    }
  }
  const clients = Promise.all(Array.from({ length: 16 }, client))
  await sleep(500)
  first.run.process.kill('SIGTERM')
  await clients
  expect(await first.run.exited).toBe(0)

  const second = await start()
  expect((await countStored(second.url)) - before).toBe(acknowledged)
  second.run.process.kill('SIGTERM')
  expect(await second.run.exited).toBe(0)
})

test('who asks a second time does not want to wait', async () => {
  const { run, url } = await start()
  const endless = await openConnection(url)
  endless.socket.write(headOfPost(key, 'content-length: 400'))
  await fetch(`${url}/readyz`)
  const asked = Date.now()
  run.process.kill('SIGTERM')
  await sleep(1_200)
  run.process.kill('SIGTERM')
  expect(await run.exited).toBe(1)
  expect(Date.now() - asked).toBeLessThan(5_000)
})
