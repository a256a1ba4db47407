import { beforeAll, expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, type Rig, startRig } from '#tests/support/fault-rig.ts'
import { type Load, makeBatches, startLoad } from '#tests/support/load.ts'

const EVENTS = byEffort(1_000, 10_000)
const DEATHS = byEffort(1, 10)

let rig: Rig
const acknowledged = new Set<string>()
beforeAll(async () => {
  rig = await startRig()
})

/** The server gets the signal again and again, spread over the load. Returns how its processes ended. */
async function dieUnderLoad(signal: 'SIGKILL' | 'SIGTERM', load: Load) {
  const before = rig.server.exits.length
  for (let deaths = 0; deaths < DEATHS; deaths++) {
    await load.reached((EVENTS * (deaths + 0.5)) / DEATHS)
    await rig.server.kill(signal)
  }
  await load.done
  return rig.server.exits.slice(before)
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a server that gets %s under load loses nothing',
  async (signal) => {
    const { server, key } = rig
    const load = startLoad({ urls: [server.url], key, clients: 32, nextBatch: makeBatches(EVENTS) })
    const exits = await dieUnderLoad(signal, load)
    expect(load.acknowledged.size).toBe(EVENTS)
    expect(exits).toHaveLength(DEATHS)
    if (signal === 'SIGTERM')
      for (const { code, milliseconds } of exits) {
        expect(code).toBe(0)
        expect(milliseconds).toBeLessThan(15_000)
      }
    for (const id of load.acknowledged) acknowledged.add(id)
    await expectAllStoredOnce(rig, acknowledged)
  },
)
