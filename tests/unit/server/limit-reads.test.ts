import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { limitReads } from '#server/http/middleware/limit-reads.ts'

/** An app whose answers wait until they are let go. */
function startApp(databasePoolSize: number) {
  let atWork = 0
  const waiting: (() => void)[] = []
  const app = new Hono().use(limitReads({ config: { databasePoolSize } })).all('/', async (c) => {
    atWork++
    await new Promise<void>((go) => waiting.push(go))
    atWork--
    return c.text('done')
  })
  return { app, atWork: () => atWork, letGo: () => waiting.shift()?.() }
}

const nextRound = () => new Promise((done) => setImmediate(done))

test('reads leave connections to events and changes, and wait for their turn', async () => {
  const { app, atWork, letGo } = startApp(5)
  const reads = Array.from({ length: 4 }, () => app.request('/'))
  await nextRound()
  expect(atWork()).toBe(2)
  const change = app.request('/', { method: 'POST' })
  await nextRound()
  expect(atWork()).toBe(3)
  for (let i = 0; i < 5; i++) {
    letGo()
    await nextRound()
  }
  const answers = await Promise.all([...reads, change])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
})
