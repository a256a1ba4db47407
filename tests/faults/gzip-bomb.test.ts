import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { makeBatches, startLoad } from '#tests/support/load.ts'

const TIMES = byEffort(20, 400)
const AT_ONCE = 10
const MOST_GROWTH = 64 * 2 ** 20

type Send = (
  body: AsyncIterable<Uint8Array> | Uint8Array[],
  headers: Record<string, string>,
) => Promise<number>

/** Sends what it can of a body; returns the status, or 0 when the connection was reset instead. */
function sender(url: string, key: string): Send {
  return (body, headers) =>
    new Promise((done) => {
      const sent = request(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      })
      sent.on('response', (answer) => {
        answer.resume()
        done(answer.statusCode!)
        sent.destroy()
      })
      sent.on('error', () => done(0))
      void (async () => {
        for await (const chunk of body) {
          if (sent.destroyed) return
          if (!sent.write(chunk))
            await Promise.race([new Promise((drained) => sent.once('drain', drained)), sleep(1_000)])
        }
        if (!sent.destroyed) sent.end()
      })()
    })
}

const bomb = gzipSync(Buffer.alloc(200_000_000, ' '))
const megabyte = Buffer.alloc(1_000_000, ' ')
const ATTACKS: [string, Parameters<Send>][] = [
  ['gzip of 200 MB', [[bomb], { 'content-encoding': 'gzip', 'content-length': String(bomb.length) }]],
  ['20 MB in chunks', [Array(20).fill(megabyte), {}]],
  ['a promise of 10 GB', [[megabyte], { 'content-length': '10000000000' }]],
]

test('bombs are refused with 413, the memory stays, and events go on', async () => {
  const rig = await startRig()
  const load = startLoad({ urls: [rig.server.url], key: rig.key, clients: 4, nextBatch: makeBatches() })
  const send = sender(rig.server.url, rig.key)
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, rig.server.memory())
  }, 20)
  for (const [, attack] of ATTACKS) await send(...attack)
  // Ordinary load fills the heap to its usual size first, later where the machine is busy.
  let usual = 0
  for (let looks = 0, same = 0; same < 2 && looks < 15; looks++) {
    await sleep(3_000)
    same = most > usual ? 0 : same + 1
    usual = most
  }
  const before = load.acknowledged.size
  for (const [name, attack] of ATTACKS) {
    const statuses = new Set<number>()
    for (let sent = 0; sent < TIMES; sent += AT_ONCE)
      for (const status of await Promise.all(Array.from({ length: AT_ONCE }, () => send(...attack))))
        statuses.add(status)
    statuses.delete(0) // the connection was reset when the answer had been sent
    expect({ name, statuses }).toEqual({ name, statuses: new Set([413]) })
  }
  clearInterval(watch)
  const over = load.acknowledged.size
  await load.finish()
  expect(most - usual).toBeLessThan(MOST_GROWTH)
  expect(over).toBeGreaterThan(before)
  expect(rig.server.exits).toEqual([])
  await expectAllStoredOnce(rig, load.acknowledged)
})
