import { beforeEach, expect, test } from 'vitest'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { extendPeriods } from '#server/budgets/extend-periods.ts'
import { removeBudget } from '#server/budgets/remove-budget.ts'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import type { AppContext } from '#server/context.ts'
import { ACTOR, ALL_AT_ONCE, HOUR, stageBudgets } from '#tests/support/budget-stage.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

const { stage, spend, make, edit, check, alertsOf, summary } = stageBudgets()
let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
beforeEach(() => {
  ;({ app, other } = stage())
})

test.each([
  ['Asia/Kathmandu', '2026-11-18T18:15:00Z'],
  ['America/New_York', '2026-11-18T05:00:00Z'],
  ['Pacific/Auckland', '2026-11-18T11:00:00Z'],
])('midnight in %s divides what is spent around it, and arms anew', async (timeZone, midnight) => {
  const at = (ms: number) => new Date(Date.parse(midnight) + ms)
  app.setNow(at(-HOUR))
  const { id } = await make({ timeZone })
  app.setNow(at(-1))
  await spend(10)
  await check()
  const before = await summary(id)
  expect(before).toEqual(ALL_AT_ONCE)
  // A clock of an app is 4 minutes ahead: what it sends is of tomorrow, which has not begun.
  await spend(9, { timestamp: at(240_000).toISOString() })
  await check()
  expect(await summary(id)).toEqual(before)
  app.setNow(at(0))
  await spend(1)
  await check()
  const alerts = await alertsOf(id)
  expect(alerts.map(({ state }) => state)).toEqual([
    'recorded',
    'recorded',
    'firing',
    'recorded',
    'recorded',
    'firing',
  ])
  expect(alerts[5]!.facts.spentUsd).toBe('0.05615')
  expect(new Set(alerts.map(({ day }) => day)).size).toBe(2)
})

test('nobody was there for two hours: it is told once, and says how late', async () => {
  const { id } = await make()
  const real = new Date()
  app.setNow(real)
  await extendPeriods(app.ctx)
  const budget = await make({ name: 'now', period: 'month' })
  await spend(10)
  app.setNow(new Date(real.getTime() + 2 * HOUR))
  await check()
  await check(other)
  const late = (await alertsOf(budget.id)).at(-1)!
  expect(late).toMatchObject({ threshold: 100, state: 'firing' })
  expect(Math.abs(late.facts.delayedBySeconds! - 7_200)).toBeLessThan(60)
  await removeBudget(app.ctx, id, ACTOR)
})

test('nobody was there at midnight: yesterday is told once, and today begins with nothing', async () => {
  const { id } = await make()
  await spend(10)
  app.setNow(new Date('2026-11-19T06:00:00Z'))
  await check()
  await check()
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  expect((await alertsOf(id)).map(({ day }) => day)).toEqual(Array(3).fill('11-18T00:00'))
  await spend(5)
  await check()
  expect((await alertsOf(id)).slice(3)).toMatchObject([
    { threshold: 50, state: 'firing', day: '11-19T00:00' },
  ])
})

test('late events move their own day: told within a day of its end, only recorded after', async () => {
  const { id } = await make()
  app.setNow(new Date('2026-11-19T02:00:00Z'))
  await spend(5, { timestamp: '2026-11-18T23:00:00Z' })
  await check()
  expect(await summary(id)).toEqual(['50 firing fired pending'])
  app.setNow(new Date('2026-11-20T01:00:00Z'))
  await extendPeriods(app.ctx)
  await spend(5, { timestamp: '2026-11-18T23:30:00Z' })
  await checkBudgets(app.ctx, app.ctx.touched.take())
  expect((await summary(id)).slice(1)).toEqual(['80 recorded', '100 recorded'])
})

test('messages of a silence wait for its end, in the days of the zone', async () => {
  const silence = { from: '22:00', until: '07:30' }
  const { id } = await make({ timeZone: 'Asia/Kathmandu', silence })
  app.setNow(new Date('2026-11-18T16:30:00Z')) // 22:15 there
  await spend(10)
  await check()
  expect((await alertsOf(id))[2]!.messages).toMatchObject([{ state: 'pending', nextAt: '11-19T01:45' }])
})

test('an alert ends a day after its period, also when the server was off for days or the budget is paused', async () => {
  const [left, paused] = [await make(), await make({ name: 'paused' })]
  await spend(10)
  await check()
  await edit(paused.id, { paused: true })
  app.setNow(new Date('2026-11-23T06:00:00Z'))
  await extendPeriods(app.ctx)
  await sweepBudgets(app.ctx)
  const over = ['50 recorded', '80 recorded', '100 resolved fired pending']
  expect([await summary(left.id), await summary(paused.id)]).toEqual([over, over])
})
