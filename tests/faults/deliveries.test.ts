import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { makeChannel, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { byEffort } from '#tests/support/effort.ts'
import { type Rig, startRig } from '#tests/support/fault-rig.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'

const DEATHS = byEffort(2, 10)
/** A lease has to run out, and then each message of a channel waits for the one before. */
const PATIENCE_MS = 120_000

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ servers: 2 })
})

async function makeReceiver(): Promise<Receiver & { channelId: number }> {
  const receiver = await startReceiver()
  const channel = { kind: 'webhook', name: 'W', isDefault: false, url: receiver.url } as const
  return { ...receiver, channelId: (await makeChannel(rig.ctx, channel)).id }
}

async function allDelivered(ids: readonly number[]) {
  for (const start = Date.now(); ; await sleep(500)) {
    const rows = await readDeliveries(rig.ctx, ids)
    if (rows.every(({ state }) => state === 'delivered')) return
    if (Date.now() - start > PATIENCE_MS) throw new Error(`not delivered: ${JSON.stringify(rows)}`)
  }
}

const idsOf = ({ received }: Receiver) => received.map(({ headers }) => headers['webhook-id'])

test('servers that are killed lose no message, and repeat one only under its id', async () => {
  const receivers = await Promise.all([makeReceiver(), makeReceiver(), makeReceiver()])
  for (const receiver of receivers) receiver.answer((response) => setTimeout(() => response.end(), 200))
  const queued: number[] = []
  for (const { channelId } of receivers) queued.push(...(await queueAlerts(rig.ctx, channelId, { count: 8 })))
  for (let death = 0; death < DEATHS; death++) {
    await sleep(500)
    await rig.servers[death % 2]!.kill('SIGKILL')
  }
  await allDelivered(queued)
  for (const receiver of receivers) {
    expect(new Set(idsOf(receiver)).size).toBe(8)
    // What was on the way when a server died may come again, nothing else.
    expect(receiver.received.length).toBeLessThanOrEqual(8 + DEATHS)
  }
})

test('a server that is asked to stop finishes what is on the way, and nothing comes twice', async () => {
  const receiver = await makeReceiver()
  receiver.answer((response) => setTimeout(() => response.end(), 3_000))
  const queued = await queueAlerts(rig.ctx, receiver.channelId)
  while (receiver.received.length === 0) await sleep(50)
  await Promise.all(rig.servers.map((server) => server.kill('SIGTERM')))
  expect(await readDeliveries(rig.ctx, queued)).toMatchObject([{ state: 'delivered', attempts: 1 }])
  expect(rig.servers.map(({ exits }) => exits.at(-1)!.code)).toEqual([0, 0])
  await sleep(2_000)
  expect(receiver.received).toHaveLength(1)
})
