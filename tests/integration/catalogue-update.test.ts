import { beforeEach, expect, test } from 'vitest'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { addPriceOverride } from '#server/prices/edit-price-book.ts'
import { previewReprice } from '#server/prices/reprice-runs.ts'
import { runReprice } from '#server/prices/run-reprice.ts'
import { type CatalogueUpdate, CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'
import { chatEvent } from '#tests/support/events.ts'
import { olderCatalogue } from '#tests/support/older-catalogue.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const ME = 'ada@example.com'
const [OCTOBER, NOVEMBER] = ['2026-10-20T12:00:00Z', '2026-11-02T12:00:00Z']

let app: TestApplication
let mine: Awaited<ReturnType<typeof createTestProject>>
beforeEach(async () => {
  app ??= await startTestApplication()
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
  mine = await createTestProject(app)
})

/** Three events that the catalogue before this one priced at twice of it, two of them last month. */
async function pricedBefore(): Promise<void> {
  const ctx = { ...app.ctx, catalogue: olderCatalogue() }
  const items = [OCTOBER, OCTOBER, NOVEMBER].map((timestamp) => ({
    pointer: '',
    value: chatEvent({ timestamp }),
  }))
  const { accepted } = await ingestEvents(ctx, Number(mine.project.id), items)
  expect(accepted).toBe(3)
}

const update = async () => (await send<CatalogueUpdate>(app, '/v1/prices/update', { key: mine.key })).body

test('events of last month tell the catalogue that priced them, and which of them is installed', async () => {
  await pricedBefore()
  await send(app, '/v1/events', { key: mine.key, body: chatEvent({ timestamp: OCTOBER }) })
  const { version, pricedWith, filter, allCounted, run } = await update()
  expect(pricedWith).toEqual([
    { version: 'older-0123456789ab', events: 2, installed: false },
    { version, events: 1, installed: true },
  ])
  expect([filter.from, filter.to]).toEqual(['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'])
  expect([allCounted, run]).toEqual([true, null])
})

test('own prices among the prices of an event do not make its catalogue another one', async () => {
  const own = {
    projectId: mine.project.id,
    provider: 'openai',
    model: 'x',
    prices: { rates: { input: '1' } },
  }
  await addPriceOverride(app.ctx, CreatePriceOverride.parse(own), ME)
  await send(app, '/v1/events', { key: mine.key, body: chatEvent({ timestamp: OCTOBER }) })
  expect((await update()).pricedWith).toMatchObject([{ events: 1, installed: true }])
})

test('a dry run over last month says what the installed catalogue changes, until prices change again', async () => {
  await pricedBefore()
  const { filter } = await update()
  const { id } = await previewReprice(app.ctx, RepriceFilter.parse(filter), ME)
  expect((await update()).run).toMatchObject({ id, state: 'previewing', summary: null })
  await runReprice(app.ctx)
  expect((await update()).run).toMatchObject({
    id,
    state: 'previewed',
    summary: { events: 2, changed: 2, beforeUsd: '0.02246', afterUsd: '0.01123' },
  })
  const own = { projectId: mine.project.id, provider: 'a', model: 'b', prices: { rates: { input: '1' } } }
  await addPriceOverride(app.ctx, CreatePriceOverride.parse(own), ME)
  expect((await update()).run).toBeNull()
})

test('a month without events was priced with nothing', async () => {
  expect((await update()).pricedWith).toEqual([])
})
