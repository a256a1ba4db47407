import { beforeAll, expect, test } from 'vitest'
import { toUrl } from '#tests/support/database-address.ts'
import { runProgram } from '#tests/support/run-program.ts'
import { readSavingsCase } from '#tests/support/savings-case.ts'
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

const savings = (...args: string[]) => runProgram(['savings', ...args], { DATABASE_URL: toUrl(app.address) })

/** The events of May, moved so that their last day is yesterday: the command goes by the real clock. */
function recentEvents(): object[] {
  const shift = Date.now() - Date.parse('2026-05-31T12:00:00Z')
  return readSavingsCase('s13-realised-savings').map((event) => {
    const { timestamp } = event as { timestamp: string }
    return { ...event, timestamp: new Date(Date.parse(timestamp) + shift).toISOString() }
  })
}

test('an operator searches, lists and asks for the reasons on the command line', async () => {
  const { key, project } = await createTestProject(app)
  const events = recentEvents()
  for (let at = 0; at < events.length; at += 500)
    await send(app, '/v1/events', { key, body: events.slice(at, at + 500) })
  const refreshed = await savings('refresh', '--project', project.name)
  expect(refreshed).toEqual({ code: 0, output: `${project.name}: 1 found, 1 of them new.\n` })
  const all = await savings('list', '--all')
  expect(all.output).toContain('faq-intent / classification: gpt-4o to gpt-4o-mini')
  expect((await savings('list')).output).toContain('Nothing is proposed')
  const segments = await savings('segments', '--project', project.name)
  expect(segments.output).toContain('faq-intent / classification\tproduction\tgpt-4o-mini\t')
  const id = all.output.split('\t')[0]!
  const explained = await savings('explain', id)
  expect(explained.output).toContain('State: realised')
  expect(explained.output).toContain('Really saved:')
  expect(explained.output).toContain('Calculation:')
}, 60_000)

test('what is not understood says how it is meant', async () => {
  expect(await savings('guess')).toMatchObject({
    code: 1,
    output: expect.stringContaining('savings refresh'),
  })
  expect(await savings('explain', 'x')).toMatchObject({
    code: 1,
    output: expect.stringContaining('by its id'),
  })
  expect((await savings('explain', '999999')).code).toBe(1)
}, 60_000)
