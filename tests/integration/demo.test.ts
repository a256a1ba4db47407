import { beforeAll, expect, test } from 'vitest'
import type { DemoProgress } from '#shared/api/demo.ts'
import type { OpportunityList, SavingsLedger } from '#shared/api/savings.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
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

test('demo data are loaded day by day and searched for savings, and asking again adds nothing', async () => {
  const cookie = await adminCookie(app)
  const headers = { cookie, origin: app.url }
  const load = async () => {
    const answer = await fetch(`${app.url}/v1/demo`, { method: 'POST', headers })
    expect(answer.status).toBe(200)
    const lines = (await answer.text()).trim().split('\n')
    return lines.map((line) => JSON.parse(line) as DemoProgress)
  }
  const progress = await load()
  expect(progress.map(({ day }) => day)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1))
  const { events } = progress.at(-1)!
  expect(events).toBeGreaterThan(1_000)

  const { body } = await send<{ data: { id: string; demo: boolean }[] }>(app, '/v1/projects', { headers })
  const demo = body.data.find((project) => project.demo)!
  const spend = await send<{ total: { requests: number } }>(
    app,
    `/v1/spend/by?range=90d&compare=none&project=${demo.id}`,
    { headers },
  )
  expect(spend.body.total.requests).toBe(events)
  // Time has gone on, so that the last day may have a few more.
  expect((await load()).at(-1)!.events).toBeLessThan(events / 90)

  const ask = async <T>(path: string) => (await send<T>(app, path, { headers })).body
  const { data } = await ask<OpportunityList>(`/v1/opportunities?project=${demo.id}&limit=200`)
  const types = (state: string) => data.filter((each) => each.state === state).map(({ type }) => type)
  expect(types('open')).toEqual(expect.arrayContaining(['prompt_caching', 'model_downgrade', 'legacy_model']))
  expect(types('accepted')).toEqual(['batch_api'])
  expect(types('realised')).toEqual(['realised_savings'])
  const ledger = await ask<SavingsLedger>(`/v1/opportunities/ledger?project=${demo.id}`)
  expect(ledger.data).toHaveLength(2)
  for (const { realisedUsd } of ledger.data) expect(Number(realisedUsd)).toBeGreaterThan(0)
}, 120_000)

test('a key cannot load demo data', async () => {
  const { key } = await createTestProject(app)
  expect((await send(app, '/v1/demo', { key, method: 'POST' })).status).toBe(403)
})
