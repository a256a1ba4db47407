import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createBudget } from '#server/budgets/create-budget.ts'
import { verifyCounters } from '#server/budgets/verify-counters.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { type Load, makeBatches, startLoad } from '#tests/support/load.ts'
import type { ServerProcess } from '#tests/support/server-process.ts'

const EVENTS = byEffort(1_000, 5_000)
const FEWEST_DEATHS = byEffort(2, 10)
/** A server that starts looks at all budgets at once. */
const DECIDED_MS = 30_000

test('two servers that are killed again and again decide each threshold once, and tell each once', async () => {
  const rig = await startRig({ servers: 2 })
  const { ctx, servers, key, projectId } = rig
  await ctx.db.execute(sql`
    insert into channels (name, kind, settings, created_by) values ('default', 'webhook', '{}', 'test')`)
  const budget = async (wanted: object) =>
    (
      await createBudget(
        ctx,
        CreateBudget.parse({ name: 'Daily', projectId, amountUsd: '0.01', ...wanted }),
        'test',
      )
    ).id
  const ids = await Promise.all([budget({}), budget({ period: 'month', timeZone: 'Asia/Kathmandu' })])
  const load = startLoad({
    urls: servers.map(({ url }) => url),
    key,
    clients: 16,
    nextBatch: makeBatches(EVENTS),
  })
  const kill = byEffort(killTwice, killEveryHalfSecond)
  expect(await kill(servers, load)).toBeGreaterThanOrEqual(FEWEST_DEATHS)
  await expectAllStoredOnce(rig, load.acknowledged)
  expect((await verifyCounters(ctx, null)).mismatches).toEqual([])
  for (const id of ids) {
    const decided = () =>
      ctx.db.execute(sql`
        select threshold, count(*)::int as alerts, (count(*) filter (where state = 'firing'))::int as firing,
          (select count(*)::int from deliveries d join alerts b on b.id = d.alert_id
            where b.budget_id = ${Number(id)} and b.threshold = a.threshold) as messages
        from alerts a where budget_id = ${Number(id)} group by threshold order by threshold`)
    await expect
      .poll(async () => (await decided()).map(({ threshold }) => threshold), { timeout: DECIDED_MS })
      .toEqual([50, 80, 100])
    for (const { alerts, firing, messages } of await decided()) {
      expect(alerts).toBe(1)
      expect(messages).toBe(firing)
    }
    expect((await decided()).at(-1)).toMatchObject({ firing: 1, messages: 1 })
  }
})

async function killTwice(servers: readonly ServerProcess[], load: Load): Promise<number> {
  for (const [i, server] of servers.entries()) {
    await load.reached((EVENTS * (i + 0.5)) / servers.length)
    await server.kill('SIGKILL')
  }
  await load.done
  return servers.length
}

/** One that is up, in turn, while the load lasts. Returns how often. */
async function killEveryHalfSecond(servers: readonly ServerProcess[], { done }: Load): Promise<number> {
  const up = [...servers]
  const restarts: Promise<unknown>[] = []
  let isOver = false
  const over = done.then(() => {
    isOver = true
  })
  for (; !isOver; await sleep(500)) {
    const victim = up.shift()
    if (victim) restarts.push(victim.kill('SIGKILL').then(() => up.push(victim)))
  }
  await Promise.all([over, ...restarts])
  return restarts.length
}
