import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deliverAll, makeChannel, passTime, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { type Received, startReceiver } from '#tests/support/receiver.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication({
    allowedPrivateCidrs: ['127.0.0.0/8'],
    publicUrl: 'https://spend.example.com',
  })
})

const webhook = (url: string) => makeChannel(app.ctx, { kind: 'webhook', name: 'W', isDefault: false, url })
const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers['webhook-id'])

test('a receiver that is down for ten minutes gets the message once, with the id of every attempt', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(503).end())
  const [delivery] = await queueAlerts(app.ctx, id)
  const waits: number[] = []
  for (let attempt = 0; attempt < 4; attempt++) {
    await deliverAll(app.ctx)
    const [row] = await readDeliveries(app.ctx, [delivery!])
    expect(row).toMatchObject({ state: 'pending', attempts: attempt + 1, error: 'It answered 503.' })
    waits.push(row!.wait)
    await deliverAll(app.ctx)
    expect(receiver.received).toHaveLength(attempt + 1)
    await passTime(app.ctx, [delivery!], 400)
  }
  for (const [i, seconds] of [5, 30, 120, 300].entries()) {
    expect(waits[i]).toBeGreaterThan(seconds - 2)
    expect(waits[i]).toBeLessThan(seconds * 1.2 + 1)
  }
  receiver.answer((response) => response.end())
  await deliverAll(app.ctx)
  await deliverAll(app.ctx)
  expect(new Set(idsOf(receiver.received)).size).toBe(1)
  expect(receiver.received).toHaveLength(5)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'delivered', attempts: 5 }])
})

test('Retry-After is waited for, but no longer than an hour', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  const waitAfter = async (seconds: number) => {
    receiver.answer((response) => response.writeHead(429, { 'retry-after': String(seconds) }).end())
    await deliverAll(app.ctx)
    const [row] = await readDeliveries(app.ctx, [delivery!])
    await passTime(app.ctx, [delivery!], 5_000)
    return row!.wait
  }
  const [short, long] = [await waitAfter(100), await waitAfter(999_999)]
  expect([short >= 98, short <= 121, long >= 3_598, long <= 4_321]).toEqual([true, true, true, true])
})

test('a 400 is dead after three tries, and a redirect is a failure that nobody follows', async () => {
  const [receiver, elsewhere] = [await startReceiver(), await startReceiver()]
  const { id } = await webhook(receiver.url)
  const [refused] = await queueAlerts(app.ctx, id)
  receiver.answer((response) => response.writeHead(400).end('no such field'))
  for (let attempt = 0; attempt < 4; attempt++) {
    await deliverAll(app.ctx)
    await passTime(app.ctx, [refused!], 400)
  }
  expect(await readDeliveries(app.ctx, [refused!])).toMatchObject([{ state: 'dead', attempts: 3 }])
  const [redirected] = await queueAlerts(app.ctx, id)
  receiver.answer((response) => response.writeHead(301, { location: elsewhere.url }).end())
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [redirected!])).toMatchObject([
    { state: 'pending', error: 'It answered 301: redirects are not followed.' },
  ])
  expect(elsewhere.received).toEqual([])
})

test('a receiver that is gone switches its channel off, which says so, and what else waits is kept', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(410).end())
  const [first] = await queueAlerts(app.ctx, id)
  await deliverAll(app.ctx)
  const [second] = await queueAlerts(app.ctx, id)
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [first!, second!])).toMatchObject([
    { state: 'dead' },
    { state: 'pending', attempts: 0 },
  ])
  const [channel] = await app.ctx.db.execute(
    sql`select disabled_reason from channels where id = ${id} and disabled_at is not null`,
  )
  expect(channel).toEqual({ disabled_reason: expect.stringContaining('410') })
  expect(receiver.received).toHaveLength(1)
})

test('a receiver that hangs keeps only its own channel waiting, and is given up after 15 seconds', async () => {
  const [hanging, quick] = [await startReceiver(), await startReceiver()]
  hanging.answer(() => {})
  const [slow, fast] = [await webhook(hanging.url), await webhook(quick.url)]
  const [stuck] = await queueAlerts(app.ctx, slow.id)
  const startedAt = performance.now()
  const done = deliverAll(app.ctx)
  await queueAlerts(app.ctx, fast.id)
  await deliverAll(app.ctx)
  await done
  expect(quick.received[0]!.at - startedAt).toBeLessThan(5_000)
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(await readDeliveries(app.ctx, [stuck!])).toMatchObject([
    { state: 'pending', error: 'There was no answer within 15 seconds.' },
  ])
})

test('a very long answer is read to 16 KB, and nothing of a private network is kept', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  let written = 0
  receiver.answer((response) => {
    response.writeHead(200)
    const write = () => {
      while (!response.destroyed && written < 200_000_000 && response.write('x'.repeat(65_536)))
        written += 65_536
    }
    response.on('drain', write)
    write()
  })
  const [delivery] = await queueAlerts(app.ctx, id)
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([
    { state: 'delivered', tries: [{ status: 200, answer: null }] },
  ])
  expect(written).toBeLessThan(20_000_000)
})
