import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, type Rig, startRig } from '#tests/support/fault-rig.ts'
import { makeBatches, startLoad } from '#tests/support/load.ts'

const DROPS_MS = byEffort(3_000, 30_000)
const WATCH_MS = byEffort(2_000, 60_000)
const MOST_WAIT_MS = 10_000
/** Those who were asked before wait for the end of their deadline. */
const HEALS_MS = byEffort(7_000, 10_000)
const PATHS = ['/readyz', '/v1/spend/by', '/v1/spend/over-time', '/v1/events/recent', '/v1/prices/unpriced']

/** How each read is answered, and after how long. */
function read({ server, key }: Rig): Promise<{ status: number; milliseconds: number }[]> {
  const headers = { authorization: `Bearer ${key}` }
  const time = async (path: string) => {
    const start = performance.now()
    const answer = await fetch(server.url + path, { headers })
    await answer.text()
    return { status: answer.status, milliseconds: performance.now() - start }
  }
  return Promise.all(PATHS.map(time))
}

const longest = (seen: { milliseconds: number }[]) =>
  Math.max(...seen.map(({ milliseconds }) => milliseconds))
const statuses = (seen: { status: number }[]) => [...new Set(seen.map(({ status }) => status))].sort()

test.concurrent.each([
  ['vanish, and their connections with them', 'swallow'],
  ['come late', 'hold'],
] as const)('packets to Postgres %s: answers within 10 s, and soon all is well', async (_, mode) => {
  const rig = await startRig()
  const load = startLoad({ urls: [rig.server.url], key: rig.key, clients: 32, nextBatch: makeBatches() })
  await load.reached(200)

  rig.cable.set(mode)
  const meanwhile = read(rig)
  await sleep(DROPS_MS)
  rig.cable.set('pass')
  await sleep(HEALS_MS)
  const healed = performance.now()
  const missed = () => rig.server.metric('spendscope_database_deadline_misses_total')
  const missedBefore = await missed()
  const later = []
  for (; performance.now() - healed < WATCH_MS; await sleep(500)) later.push(...(await read(rig)))
  await load.finish()

  expect(longest([...(await meanwhile), ...load.attempts])).toBeLessThan(MOST_WAIT_MS)
  expect(statuses(load.attempts)).toEqual([200, 503])
  later.push(...load.attempts.filter(({ at }) => at > healed))
  expect(statuses(later)).toEqual([200])
  // A connection that was left half-open would cost a query its whole deadline.
  expect(await missed()).toBe(missedBefore)
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, load.acknowledged)
})
