import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { beforeAll, expect, test } from 'vitest'
import { pruneDeliveries } from '#server/alerts/prune-deliveries.ts'
import { watchOutbox } from '#server/alerts/watch-outbox.ts'
import { connectApplication } from '#server/application.ts'
import { rotateSecret } from '#server/channels/rotate-secret.ts'
import { createLog } from '#server/log.ts'
import { afterFile } from '#tests/support/after-file.ts'
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
const slack = (webhookUrl: string) =>
  makeChannel(app.ctx, { kind: 'slack', name: 'S', isDefault: false, webhookUrl })
const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers['webhook-id'])
const signed = ({ headers }: Received) => headers as Record<string, string>

test('a webhook is signed: the library verifies it, and not after one changed byte', async () => {
  const receiver = await startReceiver()
  const { id, secret } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  await deliverAll(app.ctx)
  const [message] = receiver.received
  const verifier = new Webhook(secret!)
  expect(verifier.verify(message!.body, signed(message!))).toMatchObject({
    type: 'alert.fired',
    data: {
      title: 'Search: 80 % of $100.00 is spent',
      severity: 'warning',
      url: 'https://spend.example.com/budgets/3',
      facts: { spentUsd: '84.5' },
    },
  })
  expect(() => verifier.verify(message!.body.replace('84.5', '84.6'), signed(message!))).toThrow()
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([
    { state: 'delivered', attempts: 1, error: null, tries: [{ status: 200, error: null, answer: null }] },
  ])
})

test('during a rotation both secrets verify, and after it the new one only', async () => {
  const receiver = await startReceiver()
  const { id, secret: old } = await webhook(receiver.url)
  const { secret } = await rotateSecret(app.ctx, String(id), 'test')
  const send = async () => {
    await queueAlerts(app.ctx, id)
    await deliverAll(app.ctx)
    return receiver.received.at(-1)!
  }
  const during = await send()
  for (const one of [old!, secret]) new Webhook(one).verify(during.body, signed(during))
  await app.ctx.db.execute(
    sql`update channels set secret_rotated_at = now() - interval '25 hours' where id = ${id}`,
  )
  const after = await send()
  new Webhook(secret).verify(after.body, signed(after))
  expect(() => new Webhook(old!).verify(after.body, signed(after))).toThrow()
})

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

test('two instances deliver each message once, in order', async () => {
  const other = await connectApplication({
    config: app.ctx.config,
    address: app.address,
    log: createLog('fatal'),
  })
  afterFile(other.close)
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const deliveries: number[] = []
  for (let i = 0; i < 10; i++) deliveries.push(...(await queueAlerts(app.ctx, id, { name: `n${i}` })))
  for (let turn = 0; turn < 12; turn++) await Promise.all([deliverAll(app.ctx), deliverAll(other.ctx)])
  const names = receiver.received.map(({ body }) => JSON.parse(body).data.facts.name)
  expect(names).toEqual(Array.from({ length: 10 }, (_, i) => `n${i}`))
  const rows = await readDeliveries(app.ctx, deliveries)
  expect(rows.every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(true)
})

test('a thousand alerts at once are told together, none is lost, and Slack gets one message a second', async () => {
  const receiver = await startReceiver()
  const { id } = await slack(`${receiver.url}/services/secret`)
  const deliveries = await queueAlerts(app.ctx, id, { count: 1_000 })
  await deliverAll(app.ctx)
  await deliverAll(app.ctx)
  expect(receiver.received).toHaveLength(1)
  for (let turn = 0; turn < 30; turn++) {
    await passTime(app.ctx, [], 2)
    await deliverAll(app.ctx)
  }
  expect(receiver.received).toHaveLength(20)
  const listed = receiver.received.map(({ body }) => body.split('•').length - 1)
  expect(listed).toEqual(Array(20).fill(50))
  const rows = await readDeliveries(app.ctx, deliveries)
  expect(rows.filter(({ state, attempts }) => state === 'delivered' && attempts === 1)).toHaveLength(1_000)
  expect(new Set(rows.map(({ groupId }) => groupId)).size).toBe(20)
})

test('alerts that went out together and failed come again together, under the same id', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(500).end())
  const deliveries = await queueAlerts(app.ctx, id, { count: 20 })
  await deliverAll(app.ctx)
  receiver.answer((response) => response.end())
  await passTime(app.ctx, deliveries)
  deliveries.push(...(await queueAlerts(app.ctx, id)))
  await deliverAll(app.ctx)
  const [first, again, alone] = idsOf(receiver.received)
  const sizes = receiver.received.map(({ body }) => JSON.parse(body).data.alerts?.length)
  expect([sizes, first === again, again === alone]).toEqual([[20, 20, undefined], true, false])
  for (const { body } of receiver.received) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_480)
})

test('a lease that was left by a dead instance is taken again after it, with the same id', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  const lost = new Promise<void>((done) => receiver.answer(() => done()))
  const dying = await connectApplication({
    config: app.ctx.config,
    address: app.address,
    log: createLog('fatal'),
  })
  const stuck = deliverAll(dying.ctx)
  await lost
  await app.ctx.db.execute(sql`update channels set busy_until = now() - interval '1 s' where id = ${id}`)
  await app.ctx.db.execute(
    sql`update deliveries set locked_until = now() - interval '1 s' where id = ${delivery}`,
  )
  receiver.answer((response) => response.end())
  await deliverAll(app.ctx)
  expect(new Set(idsOf(receiver.received)).size).toBe(1)
  expect(receiver.received).toHaveLength(2)
  await dying.ctx.outbox.finish(0)
  await stuck
  await dying.close()
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

test('while alerts are paused nothing is sent, and nothing is lost', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  const paused = { ...app.ctx, config: { ...app.ctx.config, areAlertsPaused: true } }
  await deliverAll(paused)
  expect(receiver.received).toEqual([])
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'delivered' }])
})

test('what is acknowledged before it went out is told to nobody', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  await app.ctx.db.execute(sql`
    update alerts set acknowledged_at = now() where id = (select alert_id from deliveries where id = ${delivery})`)
  await deliverAll(app.ctx)
  expect(receiver.received).toEqual([])
})

test('what waits and what was given up is measured; what waited a day for a channel that is off is given up', async () => {
  const { id } = await webhook('http://127.0.0.1:9')
  const [waiting] = await queueAlerts(app.ctx, id)
  await passTime(app.ctx, [waiting!], 600)
  const measure = async () => {
    await watchOutbox(app.ctx)
    const text = await app.ctx.metrics.registry.metrics()
    const value = (name: string) => Number(new RegExp(`^spendscope_${name} (.+)$`, 'm').exec(text)?.[1])
    return { oldest: value('outbox_oldest_pending_seconds'), dead: value('outbox_dead_total') }
  }
  const before = await measure()
  expect(before.oldest).toBeGreaterThanOrEqual(600)
  await app.ctx.db.execute(
    sql`update channels set disabled_at = now() - interval '25 hours' where id = ${id}`,
  )
  await passTime(app.ctx, [waiting!], 90_000)
  expect((await measure()).dead).toBe(before.dead + 1)
  expect(await readDeliveries(app.ctx, [waiting!])).toMatchObject([
    { state: 'dead', attempts: 0, error: 'the channel was off for a day' },
  ])
})

test('what is cancelled while it is being sent is not tried again when the attempt fails', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  receiver.answer(async (response) => {
    await app.ctx.db.execute(
      sql`update deliveries set state = 'cancelled', settled_at = now() where id = ${delivery!}`,
    )
    response.writeHead(503).end()
  })
  await deliverAll(app.ctx)
  await passTime(app.ctx, [delivery!])
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'cancelled', attempts: 1 }])
  expect(receiver.received).toHaveLength(1)
})

test('what was settled 90 days ago is deleted with its attempts, what waits and the alerts stay', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [old, recent] = await queueAlerts(app.ctx, id, { count: 2 })
  await deliverAll(app.ctx)
  const [waiting] = await queueAlerts(app.ctx, id)
  await app.ctx.db.execute(sql`
    update deliveries set settled_at = now() - case when id = ${old!} then interval '91 days' else interval '89 days' end
    where id in (${old!}, ${recent!})`)
  const [before] = await app.ctx.db.execute(sql`select count(*)::int as n from alerts`)
  await pruneDeliveries(app.ctx)
  const kept = await readDeliveries(app.ctx, [old!, recent!, waiting!])
  expect(kept.map((row) => [row.id, row.tries.length])).toEqual([
    [recent, 1],
    [waiting, 0],
  ])
  expect((await app.ctx.db.execute(sql`select count(*)::int as n from alerts`))[0]).toEqual(before)
})
