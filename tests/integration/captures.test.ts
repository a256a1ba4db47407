import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import { readCapturedCalls } from '#tests/support/captured-calls.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

/** Tokens x USD per million, by hand from the providers' price lists. */
const BY_HAND: Record<string, string> = JSON.parse(
  readFileSync(new URL('../fixtures/captures/by-hand.json', import.meta.url), 'utf8'),
).usdByModel

test('recorded answers of OpenAI, Anthropic and Gemini add up to the sum made by hand', async () => {
  const { key } = await createTestProject(app)
  const calls = readCapturedCalls(new Date())
  expect(calls.length).toBeGreaterThan(20)
  const { status, body } = await send(app, '/v1/events', { key, body: { events: calls } })
  expect([status, body.accepted]).toEqual([200, calls.length])

  const by = (await send<SpendBy>(app, '/v1/spend/by?range=7d&limit=50', { key })).body
  const known = by.rows.filter((row) => row.costUsd !== null)
  expect(Object.fromEntries(known.map((row) => [row.key, row.costUsd]))).toEqual(BY_HAND)

  const series = (await send<SpendOverTime>(app, '/v1/spend/over-time?range=7d&limit=50', { key })).body
  const today = series.total.at(-1)!
  expect(today.costUsd).toBe(by.total.costUsd)
  expect(by.coverage.requests).toBe(calls.length)
})
