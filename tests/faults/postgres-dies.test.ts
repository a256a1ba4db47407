import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { makeBatches, startLoad } from '#tests/support/load.ts'
import { makePostgres, type PostgresProcess } from '#tests/support/postgres-process.ts'

const DEATHS = byEffort(1, 3)
/** From the moment that Postgres takes connections to the first event that is acknowledged. */
const RECOVERY_MS = 5_000

let postgres: PostgresProcess
beforeAll(async () => {
  postgres = await makePostgres()
})
afterAll(() => postgres.remove())

test('Postgres is killed under load: only 503 meanwhile, and events are taken within 5 s of its return', async () => {
  const rig = await startRig({ address: postgres.address, direct: true })
  const load = startLoad({ urls: [rig.server.url], key: rig.key, clients: 32, nextBatch: makeBatches() })
  await load.reached(500)
  for (let deaths = 0; deaths < DEATHS; deaths++) {
    await postgres.kill('SIGKILL')
    await sleep(byEffort(300, 2_000))
    await postgres.start()
    const back = performance.now()
    const isStored = ({ status, at }: { status: number; at: number }) => status === 200 && at > back
    while (!load.attempts.some(isStored)) await sleep(10)
    expect(load.attempts.find(isStored)!.at - back).toBeLessThan(RECOVERY_MS)
    await sleep(1_000)
  }
  await load.finish()
  const answers = load.attempts.filter(({ status }) => status !== 200)
  expect(
    answers.filter(({ status, retryAfter }) => status !== 503 || !/^\d+$/.test(retryAfter ?? '')),
  ).toEqual([])
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, load.acknowledged)
})
