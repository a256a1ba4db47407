import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#server/db/client.ts'
import { chatEvent } from '#tests/support/events.ts'
import { type Run, runProgram, startProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'

const SECRET = 'planted-secret-7c1f'
const folder = makeTempFolder()
const environment = { SPENDSCOPE_DATA: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'info' }

let run: Run
let url: string
let key: string
beforeAll(async () => {
  run = startProgram(['start'], environment)
  url = (await run.printed(/runs at (\S+)/))[1]!
  const created = await runProgram(['keys', 'create', '--project', 'Shop', '--json'], environment)
  key = JSON.parse(created.output).key
})

afterAll(async () => {
  run.process.kill('SIGTERM')
  await run.exited
  rmSync(folder, { recursive: true, force: true })
})

const linesOf = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

const post = (event: object, requestId: string) =>
  fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'x-request-id': requestId,
    },
    body: JSON.stringify(event),
  })

test('an error of the database is in the log with its request, but without SQL, values and keys', async () => {
  const database = openClient(
    { socketFolder: join(folder, 'data', 'run'), port: 5432, user: 'spendscope', database: 'postgres' },
    { max: 1 },
  )
  await database`alter table usage_events rename column tags to labels_of_old`
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      post(chatEvent({ userId: SECRET, tags: { note: SECRET } }), `request-${i}`),
    ),
  )
  await database`alter table usage_events rename column labels_of_old to tags`
  await database.end()
  for (const answer of answers) {
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/planted-secret|insert into|column|\/server\//)
  }
  const lines = linesOf(run.output()).filter(({ msg }) => msg === 'answered 500')
  expect(lines[0]).toMatchObject({
    requestId: expect.stringMatching(/^request-\d+$/),
    method: 'POST',
    path: '/v1/events',
    err: {
      type: expect.stringContaining('DrizzleQueryError'),
      cause: { code: '42703', stack: expect.any(String) },
    },
  })
  expect(lines.length).toBeLessThan(30)
  expect(run.output()).not.toMatch(/planted-secret|insert into|params:/)
  expect(run.output()).not.toContain(key)
})

test('an error that nobody caught is one line and exit code 1', async () => {
  const crash = encodeURIComponent(`process.on('SIGUSR2', () => Promise.reject(new Error('lost')))`)
  const victim = startProgram(['start'], {
    ...environment,
    DATABASE_URL: `postgres://spendscope@${encodeURIComponent(join(folder, 'data', 'run'))}/postgres`,
    NODE_OPTIONS: `--import=data:text/javascript,${crash}`,
  })
  await victim.printed(/runs at/)
  victim.process.kill('SIGUSR2')
  expect(await victim.exited).toBe(1)
  const [line, ...others] = linesOf(victim.output())
  expect(line).toMatchObject({ level: 60, msg: 'uncaught error: ending', err: { message: 'lost' } })
  expect(others).toEqual([])
})
