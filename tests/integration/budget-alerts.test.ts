import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { removeBudget } from '#server/budgets/remove-budget.ts'
import type { AppContext } from '#server/context.ts'
import { describeAlert } from '#shared/alerts/describe-alert.ts'
import type { AlertMessage } from '#shared/api/alerts.ts'
import { ACTOR, ALL_AT_ONCE, NOW, stageBudgets } from '#tests/support/budget-stage.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

const { stage, spend, make, edit, check, alertsOf, summary } = stageBudgets()
let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
let projectId: string
beforeEach(() => {
  ;({ app, other, projectId } = stage())
})

test('one batch that crosses everything is told once, with what is known', async () => {
  const { id } = await make({ owner: 'Platform', url: 'https://example.com/runbook' })
  await spend(10)
  await spend(2, { model: 'nobody-knows-it' })
  await check()
  await check()
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  const { messages } = (await alertsOf(id))[2]!
  expect(messages).toMatchObject([
    {
      channel: 'default',
      payload: {
        type: 'alert',
        event: 'fired',
        kind: 'budget',
        budget: { id, name: 'Daily' },
        project: { id: projectId },
        threshold: 100,
        path: `/budgets/${id}`,
        periodStart: '2026-11-18T00:00:00.000Z',
        facts: {
          spentUsd: '0.05615',
          amountUsd: '0.05615',
          unpricedEvents: 2,
          owner: 'Platform',
          scope: 'everything',
        },
      },
    },
  ])
  expect(messages![0]!.payload.alertId).toMatch(/^\d+$/)
  // In a list, the newest first, the highest stands above those below it.
  const inOrder = await app.ctx.db.execute(
    sql`select threshold from alerts where budget_id = ${Number(id)} order by id`,
  )
  expect(inOrder.map(({ threshold }) => threshold)).toEqual([50, 80, 100])
})

test('of a budget with an amount for each project, the project is told by its name', async () => {
  const { id } = await make({ projectId: null, groupBy: 'project' })
  await spend(10)
  await check()
  const [project] = await app.ctx.db.execute<{ name: string }>(
    sql`select name from projects where id = ${Number(projectId)}`,
  )
  const titles = (await alertsOf(id))
    .flatMap(({ messages }) => messages ?? [])
    .map(({ payload }) => describeAlert(payload as unknown as AlertMessage).title)
  expect(titles).toContain(`Daily · ${project!.name}: 100 % of $0.06 is spent`)
  await removeBudget(app.ctx, id, ACTOR)
})

test('however many instances decide while events come in, each threshold is decided once', async () => {
  const ids = await Promise.all([
    make(),
    make({ amountUsd: '14' }),
    make({ groupBy: 'user', amountUsd: '0.3' }),
  ])
  let isOver = false
  const deciding = [app.ctx, other, app.ctx, other].map(async (ctx) => {
    while (!isOver) await checkBudgets(ctx, ctx.touched.take())
  })
  const sending = [app.ctx, other, app.ctx, other].map(async (ctx, sender) => {
    for (let i = 0; i < 10; i++) await spend(125, { userId: `user-${(i + sender) % 5}` }, ctx)
  })
  await Promise.all(sending).finally(() => {
    isOver = true
  })
  await Promise.all(deciding)
  await Promise.all([check(), check(other)])
  for (const { id } of ids) {
    const rows = await app.ctx.db.execute(sql`
      select group_key, threshold, count(*)::int as alerts from alerts where budget_id = ${Number(id)} group by 1, 2`)
    expect(rows.every(({ alerts }) => alerts === 1)).toBe(true)
    expect(new Set(rows.map(({ threshold }) => threshold))).toEqual(new Set([50, 80, 100]))
    const [told] = await app.ctx.db.execute(sql`
      select count(*)::int as messages, count(distinct d.dedup_key)::int as keys, count(distinct (a.group_key, a.threshold))::int as decisions
      from deliveries d join alerts a on a.id = d.alert_id where a.budget_id = ${Number(id)}`)
    expect(told!.messages).toBe(told!.keys)
    expect(told!.messages).toBe(told!.decisions)
  }
  expect(
    (
      await app.ctx.db.execute(
        sql`select count(*)::int as n from alerts where budget_id = ${Number(ids[2]!.id)}`,
      )
    )[0],
  ).toEqual({ n: 15 })
})

test('an edit between the look and the decision leaves it to the next look', async () => {
  const { id } = await make()
  await spend(10)
  const stale = { ...app.ctx, databaseClock: async () => NOW }
  const db = app.ctx.db
  let looked = false
  const racing = new Proxy(db, {
    get(target, name) {
      if (name !== 'execute') return Reflect.get(target, name)
      return async (query: never) => {
        const rows = await target.execute(query)
        if (!looked) {
          looked = true
          await edit(id, { amountUsd: '100' })
        }
        return rows
      }
    },
  })
  await checkBudgets({ ...stale, db: racing }, 'latest')
  expect(await summary(id)).toEqual([])
})

test.each([-10, 10])(
  'an instance whose clock is %i minutes off decides by that of the database',
  async (minutes) => {
    app.setNow(new Date('2026-11-18T23:55:00Z'))
    const { id } = await make()
    await spend(10)
    const wrong = { ...other, clock: () => new Date(app.ctx.clock().getTime() + minutes * 60_000) }
    await Promise.all([check(wrong), check()])
    expect(await summary(id)).toEqual(ALL_AT_ONCE)
  },
)
