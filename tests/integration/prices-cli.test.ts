import { beforeAll, expect, test } from 'vitest'
import type { UnpricedModel } from '#shared/api/prices.ts'
import { toUrl } from '#tests/support/database-address.ts'
import { chatEvent } from '#tests/support/events.ts'
import { runProgram } from '#tests/support/run-program.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

/** The command of an operator, beside the running server. */
async function prices(...args: string[]): Promise<string> {
  const { code, output } = await runProgram(['prices', ...args], { DATABASE_URL: toUrl(app.address) })
  expect([code, output]).toEqual([0, output])
  return output
}

async function costOf(key: string, model: string): Promise<[string | null, string]> {
  const usage = { input: 1_000_000, output: 1_000_000, webSearches: 3 }
  const { body } = await send<{ events: { costUsd: string | null; costStatus: string }[] }>(
    app,
    '/v1/events',
    {
      key,
      body: chatEvent({ provider: 'acme', model, usage }),
      headers: { prefer: 'return=representation' },
    },
  )
  return [body.events[0]!.costUsd, body.events[0]!.costStatus]
}

test('a model without a price is in the inbox; an own price takes its next calls out of it', async () => {
  const { key, project } = await createTestProject(app)
  expect(await costOf(key, 'llm-1')).toEqual([null, 'unpriced'])
  const inbox: { data: UnpricedModel[] } = JSON.parse(
    await prices('list-unpriced', '--project', project.name.toUpperCase(), '--json'),
  )
  expect(inbox.data).toMatchObject([{ provider: 'acme', model: 'llm-1', reason: 'unknown_model', events: 1 }])

  await prices('override', 'add', 'acme/llm-1', 'input=1', 'output=2.5', 'webSearches=10/1000')
  const next = await createTestProject(app)
  expect(await costOf(next.key, 'LLM-1')).toEqual(['3.53', 'priced'])
  expect(await prices('override', 'list')).toContain(
    '1\tacme/llm-1\tinput=1 output=2.5 webSearches=10/1000\teverywhere\tcounts ..',
  )
  await prices('override', 'retire', '1')
  const last = await createTestProject(app)
  expect(await costOf(last.key, 'llm-1')).toEqual([null, 'unpriced'])
}, 120_000)

test('an own name counts in its project, from its day on, until it is retired', async () => {
  const here = await createTestProject(app)
  const there = await createTestProject(app)
  const when = ['--project', here.project.name, '--from', '2020-01-01T00:00:00Z']
  await prices('alias', 'add', 'acme/prod', 'openai/gpt-4o', ...when)
  expect(await costOf(here.key, 'prod')).toEqual(['12.53', 'priced'])
  expect(await costOf(there.key, 'prod')).toEqual([null, 'unpriced'])
  const { data } = JSON.parse(await prices('alias', 'list', '--json'))
  expect(data).toMatchObject([
    { provider: 'acme', name: 'prod', targetModel: 'gpt-4o', createdBy: 'command line', retiredAt: null },
  ])
  await prices('alias', 'retire', data[0].id)
  expect(await prices('alias', 'list')).toContain('retired')
}, 120_000)

test('a project that is not there is named', async () => {
  const { code, output } = await runProgram(['prices', 'list-unpriced', '--project', 'nowhere'], {
    DATABASE_URL: toUrl(app.address),
  })
  expect([code, output]).toEqual([1, expect.stringContaining('no project "nowhere"')])
}, 60_000)
