import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, type Rig, startRig } from '#tests/support/fault-rig.ts'
import { type Load, makeBatches, startLoad } from '#tests/support/load.ts'
import { startTcpProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'

const CUTS = byEffort(6, 60)
/** Nothing of the answer, a part of its head, a part of its body. */
const AFTER_BYTES = [0, 40, 300]

let rig: Rig
const acknowledged = new Set<string>()
beforeAll(async () => {
  rig = await startRig()
})

/** Cuts answers now and then, at least until one was lost after its commit: the retry is then a duplicate. */
async function cutNowAndThen(cable: TcpProxy, load: Load): Promise<void> {
  for (let cuts = 0; cuts < CUTS || load.counts.duplicates === 0; cuts++) {
    await sleep(200)
    cable.cutAnswersAfter(AFTER_BYTES[cuts % AFTER_BYTES.length])
    await sleep(20)
    cable.cutAnswersAfter(undefined)
  }
  await load.finish()
  for (const id of load.acknowledged) acknowledged.add(id)
}

const startClients = (url: string) =>
  startLoad({ urls: [url], key: rig.key, clients: 16, nextBatch: makeBatches() })

const statuses = ({ attempts }: Load) => [...new Set(attempts.map(({ status }) => status))].sort()

test('the answer to a client is cut after the commit: its retry finds everything stored, once', async () => {
  const cable = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(rig.server.url).port) })
  onTestFinished(() => cable.close())
  const load = startClients(`http://127.0.0.1:${cable.port}`)
  await cutNowAndThen(cable, load)
  expect(statuses(load)).toEqual([0, 200])
  await expectAllStoredOnce(rig, acknowledged)
})

test('the answer of Postgres is cut after the commit: 503, and the retry finds everything stored, once', async () => {
  const load = startClients(rig.server.url)
  await cutNowAndThen(rig.cable, load)
  expect(statuses(load)).toEqual([200, 503])
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, acknowledged)
})
