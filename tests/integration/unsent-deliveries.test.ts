import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { pruneDeliveries } from '#server/alerts/prune-deliveries.ts'
import { watchOutbox } from '#server/alerts/watch-outbox.ts'
import { deliverAll, makeChannel, passTime, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication({
    allowedPrivateCidrs: ['127.0.0.0/8'],
    publicUrl: 'https://spend.example.com',
  })
})

const webhook = (url: string) => makeChannel(app.ctx, { kind: 'webhook', name: 'W', isDefault: false, url })

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

test('what was queued for a channel while it was removed does not wait for ever', async () => {
  const { id } = await webhook('http://127.0.0.1:9')
  const [waiting] = await queueAlerts(app.ctx, id)
  // As the statement of a removal does that has not seen the message yet.
  await app.ctx.db.execute(sql`update channels set removed_at = now() where id = ${id}`)
  await watchOutbox(app.ctx)
  expect(await readDeliveries(app.ctx, [waiting!])).toMatchObject([
    { state: 'cancelled', error: 'the channel was removed' },
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

test('what is put off while it is being sent waits until then when the attempt fails', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  receiver.answer(async (response) => {
    await app.ctx.db.execute(sql`
      update alerts set snoozed_until = now() + interval '4 hours'
      where id = (select alert_id from deliveries where id = ${delivery!})`)
    response.writeHead(503).end()
  })
  await deliverAll(app.ctx)
  const [row] = await readDeliveries(app.ctx, [delivery!])
  expect(row).toMatchObject({ state: 'pending', attempts: 1 })
  expect(row!.wait).toBeGreaterThan(14_000)
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
