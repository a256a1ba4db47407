import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { byEffort } from '#tests/support/effort.ts'
import { expectAllStoredOnce, type Rig, startRig } from '#tests/support/fault-rig.ts'
import { loadEvent, percentile } from '#tests/support/load.ts'

const LASTS_MS = byEffort(2_000, 20_000)
/** Until somebody is refused it goes on for so long: where all shares two processors, overload takes a while. */
const PATIENCE_MS = byEffort(15_000, 20_000)
/** In short, as many as can be. */
const TIMES = byEffort(1_000, 5)
const EVENTS_A_POST = 100
/** More than the server has places for. */
const MOST_AT_ONCE = 900

interface Post {
  ids: string[]
  body: string
}

interface Seen {
  post: Post
  status: number
  retryAfter: string | undefined
  milliseconds: number
}

/** Made beforehand, and sent again when it was refused: whoever makes the load must not be what is overloaded. */
function createPosts(count: number): Post[] {
  return Array.from({ length: count }, () => {
    const events = Array.from({ length: EVENTS_A_POST }, (_, n) => loadEvent(n))
    return { ids: events.map(({ id }) => id), body: JSON.stringify({ events }) }
  })
}

/** Sends posts over connections that stay open; the time runs from the first byte that is sent. */
function createSender({ server, key }: Rig): (post: Post) => Promise<Seen> {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE })
  onTestFinished(() => agent.destroy())
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return (post) =>
    new Promise((done, failed) => {
      let start = performance.now()
      const sent = request(`${server.url}/v1/events`, { agent, method: 'POST', headers }, (answer) => {
        answer.resume().on('end', () =>
          done({
            post,
            status: answer.statusCode!,
            retryAfter: answer.headers['retry-after'],
            milliseconds: performance.now() - start,
          }),
        )
      })
      sent.on('socket', () => {
        start = performance.now()
      })
      sent.on('error', failed)
      sent.end(post.body)
    })
}

/** Sends for a while: as often as answers come back to so many clients. */
async function sendAsAnswered(send: ReturnType<typeof createSender>, posts: Post[], clients: number) {
  const seen: Seen[] = []
  const end = performance.now() + LASTS_MS
  const client = async () => {
    while (performance.now() < end) {
      const answer = await send(posts.pop() ?? createPosts(1)[0]!)
      seen.push(answer)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return seen
}

/** Sends for a while, and until one is refused: so many a second, answered or not. */
async function sendAtRate(send: ReturnType<typeof createSender>, posts: Post[], rate: number) {
  const seen: Seen[] = []
  const atWork = new Set<Promise<void>>()
  let isRefused = false
  const goesOn = (elapsed: number) => elapsed < (isRefused ? LASTS_MS : PATIENCE_MS)
  const start = performance.now()
  for (let sent = 0, elapsed = 0; goesOn(elapsed); elapsed = performance.now() - start) {
    for (; sent < (rate * elapsed) / 1_000 && atWork.size < MOST_AT_ONCE; sent++) {
      const work = send(posts.shift() ?? createPosts(1)[0]!).then((answer) => {
        seen.push(answer)
        if (answer.status !== 200) {
          isRefused = true
          posts.push(answer.post)
        }
        atWork.delete(work)
      })
      atWork.add(work)
    }
    await sleep(2)
  }
  await Promise.all(atWork)
  return { seen, seconds: (performance.now() - start) / 1_000 }
}

/** Looks at the spend again and again until told to stop. */
function watchSpend({ server, key }: Rig) {
  const times: number[] = []
  const statuses = new Set<number>()
  let isOver = false
  const running = (async () => {
    for (; !isOver; await sleep(100)) {
      const start = performance.now()
      const answer = await fetch(`${server.url}/v1/spend/by?range=7d`, {
        headers: { authorization: `Bearer ${key}` },
      })
      await answer.text()
      statuses.add(answer.status)
      times.push(performance.now() - start)
    }
  })()
  const stop = async () => {
    isOver = true
    await running
    return { times, statuses }
  }
  return { stop }
}

test('many times more than it can: it does what it can, refuses the rest, and still shows the spend', async () => {
  const rig = await startRig()
  const send = createSender(rig)
  const first = await send(createPosts(1)[0]!)
  const spendUsually = watchSpend(rig)
  const usual = await sendAsAnswered(send, createPosts(byEffort(100, 500)), 8)
  const usualReads = await spendUsually.stop()
  const capacity = usual.length / (LASTS_MS / 1_000)
  const spend = watchSpend(rig)
  const posts = createPosts(MOST_AT_ONCE + Math.ceil(capacity * (LASTS_MS / 1_000)))
  const { seen, seconds } = await sendAtRate(send, posts, capacity * TIMES)
  const reads = await spend.stop()

  const stored = seen.filter(({ status }) => status === 200)
  const refused = seen.filter(({ status }) => status !== 200)
  const ms = (answers: Seen[]) => answers.map(({ milliseconds }) => milliseconds)
  expect(refused.filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual([])
  expect(refused.length).toBeGreaterThan(0)
  expect(stored.length / seconds / capacity).toBeGreaterThan(byEffort(0.2, 0.8))
  expect([...reads.statuses]).toEqual([200])
  // More only where the machine is busy with other things as well.
  const most = Math.max(2_000, 5 * percentile(usualReads.times, 0.95))
  expect(percentile(reads.times, 0.95)).toBeLessThan(byEffort(5, 1) * most)
  expect(Math.max(...ms(seen))).toBeLessThan(byEffort(30_000, 10_000))
  const again = await Promise.all([...new Set(refused.map(({ post }) => post))].slice(0, 20).map(send))
  expect(again.map(({ status }) => status)).toEqual(again.map(() => 200))
  const ids = [first, ...usual, ...stored, ...again].flatMap(({ post }) => post.ids)
  await expectAllStoredOnce(rig, new Set(ids))
})
