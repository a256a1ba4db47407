import { expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { type LoadEvent, loadEvent, startLoad } from '#tests/support/load.ts'

const BATCHES = byEffort(200, 3_000)
const SIZE = 20

/** Batches of a moving window over the same events, every second one backwards; now and then labels are new. */
function makeOverlapping() {
  const events: LoadEvent[] = []
  let made = 0
  return () => {
    if (made === BATCHES) return undefined
    const from = Math.floor(made++ / 4) * (SIZE / 2)
    for (let n = events.length; n < from + SIZE; n++)
      events.push({ ...loadEvent(n), feature: `feature ${n % 400}`, team: `team ${(n * 7) % 50}` })
    const window = events.slice(from, from + SIZE)
    return made % 2 ? window : window.reverse()
  }
}

test('overlapping batches in opposite order from 64 clients to two servers: no deadlock is seen, nothing twice', async () => {
  const rig = await startRig({ servers: 2 })
  const load = startLoad({
    urls: rig.servers.map(({ url }) => url),
    key: rig.key,
    clients: 64,
    nextBatch: makeOverlapping(),
  })
  await load.done
  // A machine that is busy with other things may refuse one in time; nobody may hear of a deadlock.
  expect([200, 503]).toEqual(expect.arrayContaining([...new Set(load.attempts.map(({ status }) => status))]))
  expect(rig.servers.flatMap(({ log }) => log().map(({ reason }) => reason))).not.toContain('40P01')
  expect(load.counts.accepted + load.counts.duplicates).toBe(BATCHES * SIZE)
  await expectAllStoredOnce(rig, load.acknowledged)
})
