import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { createBudget } from '#server/budgets/create-budget.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
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
let project: { id: string; name: string }
let budgetId: string
beforeAll(async () => {
  app = await startTestApplication()
  const made = await createTestProject(app)
  project = made.project
  for (const team of ['red', 'red', 'blue'])
    await send(app, '/v1/events', { key: made.key, body: chatEvent({ team }) })
  const wanted = CreateBudget.parse({ name: 'Daily', projectId: project.id, amountUsd: '0.01' })
  budgetId = (await createBudget(app.ctx, wanted, 'ann@example.com')).id
})

/** The command of an operator, beside the running server. */
const budgets = (...args: string[]) => runProgram(['budgets', ...args], { DATABASE_URL: toUrl(app.address) })

test('list tells what is spent', async () => {
  const { code, output } = await budgets('list')
  expect([code, output]).toEqual([
    0,
    `${budgetId}\tDaily\t${project.name}\t$0.01 a day in UTC\t$0.016845 spent\tover\n`,
  ])
})

test('backtest tells when a budget would have told, one that is there or one that is described', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const own = await budgets('backtest', budgetId)
  expect(own.output).toContain(`${today}\t100 %\t$0.016845\n`)
  expect(own.output).toContain('$0.016845 spent, told once.')
  const described = [
    '--amount',
    '0.02',
    '--project',
    project.name,
    '--scope',
    'team=red',
    '--scope',
    'team=green',
  ]
  const { code, output } = await budgets('backtest', ...described)
  expect([code, output]).toEqual([0, expect.stringContaining(`${today}\t50 %\t$0.01123\n`)])
  const nothing = await budgets('backtest', '--amount', '1', '--scope', 'team=nobody')
  expect(nothing.output).toContain('nobody would have been told.\nNo event has ever matched this scope.')
  expect((await budgets('backtest', '--amount', 'much')).code).toBe(1)
})

test('check compares every counter with its events, and fails for one that differs', async () => {
  const right = await budgets('check')
  expect([right.code, right.output]).toEqual([
    0,
    expect.stringMatching(/^[23] periods: every counter is what its events add up to\.$/m),
  ])
  await app.ctx.db.execute(sql`update budget_counters set requests = requests + 1`)
  const { code, output } = await budgets('check')
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(new RegExp(`^Budget ${budgetId}, period from .*: 1 groups`)),
  ])
})
