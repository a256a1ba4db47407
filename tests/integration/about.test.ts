import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { readSettings } from '#server/settings/read-settings.ts'
import type { About } from '#shared/api/about.ts'
import type { Me } from '#shared/api/people.ts'
import type { RetentionPreview, Settings } from '#shared/api/settings.ts'
import { chatEvent } from '#tests/support/events.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
})

const ask = <T = { code: string }>(method: string, path: string, body?: object, as = cookie) =>
  send<T>(app, path, { method, headers: { cookie: as }, ...(body && { body }) })

test('about tells versions, sizes by month and what is wrong, to admins', async () => {
  const { status, body } = await ask<About>('GET', '/v1/about')
  expect(status).toBe(200)
  expect(body.database).toMatchObject({ version: expect.stringMatching(/^\d+/), bytes: expect.any(Number) })
  expect(body.partitions.map(({ month }) => month)).toContain('2026-11')
  expect(body.partitions.at(-1)!.month).toBeNull()
  expect(body.checks.map(({ name }) => name)).toContain('partitions')
  const editor = await createMember(app, { role: 'editor' })
  expect((await ask('GET', '/v1/about', undefined, editor.cookie)).status).toBe(403)
})

test('a retention says beforehand what it drops', async () => {
  const { key } = await createTestProject(app)
  for (const timestamp of ['2026-07-31T23:59:00Z', '2026-08-01T00:00:00Z', '2026-11-10T00:00:00Z'])
    await send(app, '/v1/events', { key, body: chatEvent({ timestamp }) })
  const preview = async (months: number) =>
    (await ask<RetentionPreview>('GET', `/v1/settings/retention-preview?months=${months}`)).body
  expect(await preview(3)).toEqual({ dropsBefore: '2026-08-01T00:00:00.000Z', events: 1 })
  expect(await preview(2)).toEqual({ dropsBefore: '2026-09-01T00:00:00.000Z', events: 2 })
  await app.ctx.db.execute(sql`update settings set events_kept_from = '2026-08-01T00:00:00Z'`)
  expect((await preview(2)).events).toBe(1)
  await app.ctx.db.execute(sql`update settings set events_kept_from = null`)
  expect((await ask('GET', '/v1/settings/retention-preview?months=0')).status).toBe(400)
})

test('a currency changes what is shown and nothing that is stored', async () => {
  const currency = { code: 'EUR', rate: '0.92', date: '2026-01-01' }
  expect((await ask<Settings>('PATCH', '/v1/settings', { currency })).body.currency).toEqual(currency)
  expect((await ask<Me>('GET', '/v1/me')).body.currency).toEqual(currency)
  for (const wrong of [
    { ...currency, code: 'XXA' },
    { ...currency, code: 'USD' },
    { ...currency, rate: '0.00' },
    { ...currency, rate: '-1' },
    { ...currency, date: '2026-02-30' },
    { code: 'EUR' },
  ])
    expect((await ask('PATCH', '/v1/settings', { currency: wrong })).status).toBe(422)
  expect((await ask<Settings>('PATCH', '/v1/settings', { currency: null })).body.currency).toBeNull()
})

test('a zone that is built tells how far it is', async () => {
  await app.ctx.db.execute(sql`update rollup_zones set state = 'active', built_bucket = null`)
  await ask('PATCH', '/v1/settings', { timeZone: 'Asia/Kathmandu' })
  expect(await readSettings(app.ctx)).toMatchObject({
    nextTimeZone: 'Asia/Kathmandu',
    nextTimeZoneProgress: 0,
  })
  await app.ctx.db.execute(sql`
    update rollup_zones set built_bucket = (select (min(bucket) + max(bucket)) / 2 from label_rollups)
    where state = 'building'`)
  expect((await readSettings(app.ctx)).nextTimeZoneProgress).toBeCloseTo(0.5, 2)
})
