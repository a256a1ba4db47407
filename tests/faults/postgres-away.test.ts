import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig, storedIds } from '#tests/support/fault-rig.ts'
import { makeBatches, percentile, startLoad, withFirst } from '#tests/support/load.ts'
import { makePostgres, type PostgresProcess } from '#tests/support/postgres-process.ts'

const AWAY_MS = byEffort(3_000, 60_000)
const MOST_GROWTH = 100 * 2 ** 20
const CLIENTS = 64
const RECOVERY_MS = 5_000

let postgres: PostgresProcess
beforeAll(async () => {
  postgres = await makePostgres()
})
afterAll(() => postgres.remove())

test.each([
  ['is stopped', true],
  ['is stopped behind a balancer that still takes connections', false],
])('Postgres %s: quick 503, no growth, no late burst, recovery by itself', async (_, direct) => {
  await postgres.start()
  const rig = await startRig({ address: postgres.address, direct })
  const send = (nextBatch: ReturnType<typeof makeBatches>) =>
    startLoad({ urls: [rig.server.url], key: rig.key, clients: CLIENTS, nextBatch })
  const load = send(makeBatches())
  // A server that has only just begun still grows to what it needs.
  await load.reached(byEffort(500, 30_000))
  const memory = rig.server.memory()

  await postgres.kill('SIGINT')
  const gone = performance.now()
  let most = 0
  let queries = 0
  for (; performance.now() - gone < AWAY_MS; await sleep(100)) {
    most = Math.max(most, rig.server.memory())
    queries = Math.max(queries, await rig.server.metric('spendscope_database_queries_in_flight'))
  }
  const unfinished = await load.abandon()
  expect(most - memory).toBeLessThan(MOST_GROWTH)
  expect(queries).toBeLessThan(3 * CLIENTS)
  const meanwhile = load.attempts.filter(({ at }) => at > gone)
  expect([...new Set(meanwhile.map(({ status }) => status))]).toEqual([503])
  expect(
    percentile(
      meanwhile.map(({ milliseconds }) => milliseconds),
      0.99,
    ),
  ).toBeLessThan(2_500)

  await postgres.start()
  const before = await storedIds(rig)
  await sleep(byEffort(1_000, 5_000))
  expect(await storedIds(rig)).toEqual(before)

  const back = performance.now()
  const again = send(withFirst(unfinished, makeBatches()))
  await again.reached(500)
  expect(again.attempts.find(({ status }) => status === 200)!.at - back).toBeLessThan(RECOVERY_MS)
  await again.finish()
  for (const id of load.acknowledged) again.acknowledged.add(id)
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, again.acknowledged)
})
