import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, type Rig, SERVERS_NAME, startRig } from '#tests/support/fault-rig.ts'
import { makeBatches, startLoad } from '#tests/support/load.ts'

const LASTS_MS = byEffort(3_000, 60_000)

/** Ends one session of the server, whichever and whatever it does. Returns how many there were to end. */
async function terminateOne({ ctx }: Rig): Promise<number> {
  const [row] = await ctx.db.execute<{ ended: number }>(sql`
    with session as (
      select pid from pg_stat_activity where datname = current_database() and application_name = ${SERVERS_NAME}
      order by random() limit 1
    )
    select (count(*) filter (where pg_terminate_backend(pid)))::int as ended from session`)
  return row!.ended
}

test('sessions are ended at random, every 200 ms: only 503, no crash, sums as events', async () => {
  const rig = await startRig()
  const load = startLoad({ urls: [rig.server.url], key: rig.key, clients: 32, nextBatch: makeBatches() })
  await load.reached(100)
  let ended = 0
  for (const start = performance.now(); performance.now() - start < LASTS_MS; await sleep(200))
    ended += await terminateOne(rig)
  await load.finish()
  expect(ended).toBeGreaterThan(LASTS_MS / 1_000)
  expect([...new Set(load.attempts.map(({ status }) => status))].sort()).toEqual([200, 503])
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, load.acknowledged)
})
