import { expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { loadEvent, startLoad } from '#tests/support/load.ts'

const ROUNDS = byEffort(3, 20)
const TIMES = 50

test('the same batch sent 50 times at once to two servers is stored once', async () => {
  const rig = await startRig({ servers: 2 })
  const urls = rig.servers.map(({ url }) => url)
  const all = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const batch = Array.from({ length: 40 }, (_, n) => ({ ...loadEvent(n), feature: `round ${round}` }))
    let left = TIMES
    const load = startLoad({
      urls,
      key: rig.key,
      clients: TIMES,
      nextBatch: () => (left-- > 0 ? batch : undefined),
    })
    await load.done
    expect(load.counts).toEqual({ accepted: batch.length, duplicates: (TIMES - 1) * batch.length })
    for (const id of load.acknowledged) all.add(id)
  }
  await expectAllStoredOnce(rig, all)
})
