import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openClient } from '#server/db/client.ts'
import { isAlive } from '#server/db/process-id.ts'
import { chatEvent } from '#tests/support/events.ts'
import { FROM_SOURCE, type Run, runProgram, startProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'

const folders: string[] = []
const runs: Run[] = []

function newEnvironment() {
  const folder = makeTempFolder()
  folders.push(folder)
  return { folder, environment: { SPENDSCOPE_DATA: join(folder, 'data'), PORT: '0' } }
}

async function start(environment: Record<string, string>, program?: readonly string[]) {
  const run = startProgram(['start'], environment, program)
  runs.push(run)
  const [, url] = await run.printed(/runs at (\S+)/)
  await run.printed(/Data is in \S+\n/)
  return { run, url: url! }
}

const postgresPid = (folder: string) =>
  Number.parseInt(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8'), 10)

afterAll(async () => {
  for (const { process: child } of runs) child.kill('SIGTERM')
  await Promise.all(runs.map((run) => run.exited))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('one command runs a clone; a second one in the same folder says who holds the data; SIGTERM stops all of it', async () => {
  const { folder, environment } = newEnvironment()
  const { run, url } = await start(environment, FROM_SOURCE)
  await run.printed(/first admin: (\S+\/setup\?token=\S+)/)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  const second = await runProgram(['start'], environment, FROM_SOURCE)
  expect(second.code).toBe(1)
  expect(second.output).toContain(`process ${run.process.pid}`)
  expect(second.output).toContain(join(folder, 'data'))

  const postgres = postgresPid(folder)
  run.process.kill('SIGTERM')
  expect(await run.exited).toBe(0)
  expect(isAlive(postgres)).toBe(false)
})

test('keys are made while the server runs, kill -9 loses nothing, and the next start goes on', async () => {
  const { environment } = newEnvironment()
  const first = await start(environment)
  const created = await runProgram(
    ['keys', 'create', '--project', 'Shop', '--scopes', 'ingest,read', '--json'],
    environment,
  )
  expect(created.code).toBe(0)
  const { key, project } = JSON.parse(created.output)
  expect(project).toBe('Shop')
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const posted = await fetch(`${first.url}/v1/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify(chatEvent()),
  })
  expect(posted.status).toBe(200)

  first.run.process.kill('SIGKILL')
  await first.run.exited
  const { url } = await start(environment)
  const spend = await (await fetch(`${url}/v1/spend/by?range=7d`, { headers })).json()
  expect(spend.total).toMatchObject({ requests: 1, costUsd: '0.005615' })
})

test('a command leaves the Postgres of a server running, even when the server has no connection open', async () => {
  const { folder, environment } = newEnvironment()
  const { url } = await start(environment)
  const postgres = postgresPid(folder)
  const client = openClient(
    { socketFolder: join(folder, 'data', 'run'), port: 5432, user: 'spendscope', database: 'postgres' },
    { max: 1 },
  )
  await client`select pg_terminate_backend(pid) from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`
  await client.end()
  expect((await runProgram(['keys', 'list'], environment)).code).toBe(0)
  expect(postgresPid(folder)).toBe(postgres)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('commands that run together in a fresh folder prepare it once, and the last stops Postgres', async () => {
  const { folder, environment } = newEnvironment()
  const makeKey = () => runProgram(['keys', 'create', '--project', 'Shop', '--json'], environment)
  const results = await Promise.all([makeKey(), makeKey(), makeKey()])
  expect(results).toEqual(results.map(({ output }) => ({ code: 0, output })))
  expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false)
  const { data } = JSON.parse((await runProgram(['keys', 'list', '--json'], environment)).output)
  expect(data).toHaveLength(3)
})

test('an ordinary Postgres serves as well, by DATABASE_URL', async () => {
  const { folder, environment } = newEnvironment()
  const embedded = await start(environment) // its socket is as good as any other server's
  const socket = encodeURIComponent(join(folder, 'data', 'run'))
  const { environment: other } = newEnvironment()
  const url = `postgres://spendscope:secret@${socket}/postgres`
  const { run } = await start({ ...other, DATABASE_URL: url })
  expect(run.output()).toContain('spendscope:***@')
  expect(run.output()).not.toContain('secret')
  run.process.kill('SIGINT')
  expect(await run.exited).toBe(0)
  expect((await fetch(`${embedded.url}/readyz`)).status).toBe(200)
})

test('demo data come by one command, the same for the same seed, and go by another', async () => {
  const { environment } = newEnvironment()
  const load = async (...args: string[]) =>
    JSON.parse((await runProgram(['demo', '--days', '9', '--json', ...args], environment)).output).loaded
  const loaded = await load()
  expect(loaded).toBeGreaterThan(5_000)
  expect(await load()).toBeLessThan(100) // only what has happened since
  const verify = async () =>
    JSON.parse((await runProgram(['rollups', 'verify', '--json'], environment)).output)
  const verified = await verify()
  expect(verified).toMatchObject({ mismatches: [] })
  expect(verified.days).toBeGreaterThanOrEqual(9)
  const rebuilt = await runProgram(['rollups', 'rebuild'], environment)
  expect(rebuilt.output).toContain(`Made the sums of ${verified.days} days again.`)
  expect(await verify()).toEqual(verified)
  const removed = await runProgram(['demo', '--remove', '--json'], environment)
  expect(JSON.parse(removed.output).removed).toBeGreaterThanOrEqual(loaded)
  expect((await runProgram(['demo', '--remove'], environment)).output).toContain('no demo data')
}, 90_000)

test('doctor, keys and migrate tell what they did', async () => {
  const { environment } = newEnvironment()
  expect((await runProgram(['migrate'], environment)).output).toContain('Migrations applied')
  expect((await runProgram(['migrate'], environment)).output).toContain('up to date')
  await runProgram(['keys', 'create', '--project', 'Shop', '--rate-limit', '50'], environment)
  const { data } = JSON.parse((await runProgram(['keys', 'list', '--json'], environment)).output)
  expect(data).toMatchObject([{ projectName: 'Shop', rateLimit: 50 }])
  expect((await runProgram(['keys', 'revoke', data[0].id], environment)).code).toBe(0)
  expect((await runProgram(['keys', 'revoke', data[0].id], environment)).code).toBe(1)
  const { checks } = JSON.parse((await runProgram(['doctor', '--json'], environment)).output)
  expect(checks.map((check: { name: string }) => check.name)).toContain('database')
})

test.each([
  [['dance'], {}, 2, 'no command'],
  [['keys', 'create', '--colour', 'red'], {}, 2, '--colour'],
  [['keys', 'create'], {}, 1, '--project is missing'],
  [['keys', 'create', '--project', 'x', '--rate-limit', 'none'], {}, 1, '--rate-limit'],
  [['import', '.', '--project', 'x'], {}, 1, 'no file'],
  [['import', 'nowhere.ndjson', '--project', 'x'], {}, 1, 'no file'],
  [['import', 'package.json', '--project', 'x'], {}, 1, '--format'],
  [['import', '-', '--format', 'ndjson'], {}, 1, '--project is missing'],
  [['start'], { PORT: 'many', SECRET_KEY: 'short' }, 1, 'PORT'],
  [['start'], { SECRET_KEY: 'changeme-changeme-changeme-changeme' }, 1, 'SECRET_KEY'],
  [['rollups', 'verify', '--from', 'yesterday'], {}, 1, '--from is a date'],
  [['rollups'], {}, 1, 'rollups verify'],
  [['doctor'], { DATABASE_URL: 'mysql://x' }, 1, 'DATABASE_URL'],
])('%j is answered with what to do', async (args, environment, code, text) => {
  const result = await runProgram(args, environment)
  expect([result.code, result.output]).toEqual([code, expect.stringContaining(text)])
})
