import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { expectAllStoredOnce, startRig } from '#tests/support/fault-rig.ts'
import { makeBatches, percentile, startLoad } from '#tests/support/load.ts'

const SOCKETS_A_KIND = 200
const MOST_MS = 15_000
/** Resolution of the server's look at its connections, and of a busy machine. */
const MARGIN_MS = 2_000

/** A connection that sends the head, then one byte of `rest` a second, and notes how long it may. */
async function trickle(url: string, head: string, rest: string): Promise<number> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  const start = performance.now()
  // A reset closes too: `once` would reject with it, when a byte meets the server's end of the line.
  socket.on('error', () => {})
  socket.resume()
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.write(head)
  let at = 0
  const timer = setInterval(() => socket.write(rest[at++ % rest.length]!), 1_000)
  await closed
  clearInterval(timer)
  return performance.now() - start
}

test('400 sockets that trickle their heads and bodies are closed within 15 s, and nobody else notices', async () => {
  const rig = await startRig()
  const { url, log } = rig.server
  const measure = async (milliseconds: number) => {
    const load = startLoad({ urls: [url], key: rig.key, clients: 4, nextBatch: makeBatches() })
    await sleep(milliseconds)
    await load.finish()
    return load
  }
  const quiet = await measure(3_000)
  const lines = log().length

  const head = `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${rig.key}\r\nContent-Type: application/json\r\n`
  const slow = Array.from({ length: SOCKETS_A_KIND }, () => [
    trickle(url, 'POST /v1/events HTTP/1.1\r\nHost: x\r\n', 'X-Slow: yes\r\n'),
    trickle(url, `${head}Content-Length: 1000\r\n\r\n`, ' '),
  ]).flat()
  const disturbed = await measure(8_000)
  expect(Math.max(...(await Promise.all(slow)))).toBeLessThan(MOST_MS + MARGIN_MS)

  const p99 = ({ attempts }: typeof quiet) =>
    percentile(
      attempts.map(({ milliseconds }) => milliseconds),
      0.99,
    )
  expect(p99(disturbed)).toBeLessThan(2 * p99(quiet) + 50)
  expect([...new Set(disturbed.attempts.map(({ status }) => status))]).toEqual([200])
  expect(log().length - lines).toBeLessThan(SOCKETS_A_KIND / 10)
  await expectAllStoredOnce(rig, new Set([...quiet.acknowledged, ...disturbed.acknowledged]))
})
