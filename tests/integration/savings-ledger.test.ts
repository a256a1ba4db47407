import { beforeAll, expect, test } from 'vitest'
import { updateLedger } from '#server/savings/ledger/update-ledger.ts'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { Opportunity, OpportunityList, SavingsLedger } from '#shared/api/savings.ts'
import { makeFinding } from '#tests/support/finding.ts'
import { readSavingsCase } from '#tests/support/savings-case.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let editor: { headers: { cookie: string } }
beforeAll(async () => {
  app = await startTestApplication()
  editor = { headers: { cookie: (await createMember(app, { role: 'editor' })).cookie } }
})

const REALISED: Partial<Finding> = { type: 'realised_savings', family: 'notice', key: 'realised-faq' }

async function start(now: string, events: object[]) {
  app.setNow(new Date(now))
  const { project, key } = await createTestProject(app)
  const post = async (batch: object[]) => {
    for (let at = 0; at < batch.length; at += 500) {
      const answer = await send(app, '/v1/events', { key, body: batch.slice(at, at + 500) })
      if (answer.status !== 200) throw new Error(`events were answered ${answer.status}`)
    }
  }
  await post(events)
  const list = async () =>
    (await send<OpportunityList>(app, `/v1/opportunities?project=${project.id}`, { key })).body
  const one = async () => {
    const [first] = (await list()).data
    return (await send<Opportunity>(app, `/v1/opportunities/${first!.id}`, { key })).body
  }
  const search = (...findings: Finding[]) => storeFindings(app.ctx, Number(project.id), findings)
  const count = () => updateLedger(app.ctx, Number(project.id))
  const change = async (body: object) => {
    const { id } = (await list()).data[0]!
    const { status } = await send(app, `/v1/opportunities/${id}`, { ...editor, method: 'PATCH', body })
    if (status !== 200) throw new Error(`the change was answered ${status}`)
  }
  return { project, key, post, list, one, search, count, change }
}

/** gpt-4o-mini instead of gpt-4o: 1,000 in and 100 out cost 0.00021 instead of 0.0035 USD. */
const routed = (id: string, timestamp: string, more: object = {}) => ({
  id,
  timestamp,
  provider: 'openai',
  model: 'gpt-4o-mini',
  feature: 'faq-intent',
  routedFrom: 'gpt-4o',
  usage: { prompt_tokens: 1_000, completion_tokens: 100 },
  ...more,
})

test('what was saved is the cost of each routed request under the old model less its own, to the last digit', async () => {
  const { search, count, one, list } = await start(
    '2026-05-31T00:00:00Z',
    readSavingsCase('s13-realised-savings'),
  )
  await search(makeFinding(REALISED))
  await count()
  const { state, ledger, realisedUsd } = await one()
  expect(state).toBe('realised')
  expect(realisedUsd).toBe('6.3452256')
  expect(ledger).toMatchObject([
    {
      month: '2026-05',
      requests: 1960,
      unknownRequests: 0,
      counterfactualUsd: '6.75024',
      actualUsd: '0.4050144',
      overheadUsd: '0',
      closed: false,
    },
  ])
  expect(ledger[0]!.quality!.after).toBeCloseTo(0.94898, 5)
  expect((await list()).totals).toMatchObject({ realisedUsd: '6.3452256', lastMonth: null, annualUsd: null })
}, 60_000)

test('a closed month never changes, and the annual figure is the last full one times twelve', async () => {
  const { search, count, one, list, post, project, key } = await start('2026-05-10T00:00:00Z', [
    routed('a', '2026-05-09T10:00:00Z'),
  ])
  await search(makeFinding(REALISED))
  await count()
  expect((await one()).ledger).toMatchObject([{ realisedUsd: '0.00329', closed: false }])
  app.setNow(new Date('2026-06-02T00:00:00Z'))
  await post([routed('late', '2026-05-31T23:59:59Z')])
  await count()
  expect((await one()).ledger).toMatchObject([
    { month: '2026-05', realisedUsd: '0.00658', closed: false },
    { month: '2026-06', requests: 0, realisedUsd: '0' },
  ])
  app.setNow(new Date('2026-06-04T00:00:00Z'))
  await count()
  await post([routed('too-late', '2026-05-20T00:00:00Z'), routed('june', '2026-06-03T00:00:00Z')])
  await count()
  expect((await one()).ledger).toMatchObject([
    { month: '2026-05', realisedUsd: '0.00658', closed: true },
    { month: '2026-06', realisedUsd: '0.00329', closed: false },
  ])
  expect((await list()).totals).toMatchObject({
    realisedUsd: '0.00987',
    lastMonth: null,
    annualUsd: null,
  })
  const months = await send<SavingsLedger>(app, `/v1/opportunities/ledger?project=${project.id}`, { key })
  expect(months.body.data).toEqual([
    { month: '2026-05', requests: 2, realisedUsd: '0.00658', closed: true },
    { month: '2026-06', requests: 1, realisedUsd: '0.00329', closed: false },
  ])
  app.setNow(new Date('2026-07-04T00:00:00Z'))
  await count()
  // May was no full month: counting began on its ninth day.
  expect((await list()).totals).toMatchObject({
    lastMonth: { month: '2026-06', realisedUsd: '0.00329' },
    annualUsd: '0.03948',
  })
})

test('the month in which counting began is a full one where that was its first day', async () => {
  const begun = async (day: string) => {
    const { search, count, list } = await start('2026-05-20T00:00:00Z', [routed('a', `${day}T10:00:00Z`)])
    await search(makeFinding(REALISED))
    app.setNow(new Date('2026-06-04T00:00:00Z'))
    await count()
    return (await list()).totals
  }
  expect(await begun('2026-05-01')).toMatchObject({
    lastMonth: { month: '2026-05', realisedUsd: '0.00329' },
    annualUsd: '0.03948',
  })
  expect(await begun('2026-05-02')).toMatchObject({ lastMonth: null, annualUsd: null })
})

test('a month that cost money stays negative: judging and the change itself are paid from the saving', async () => {
  const { search, count, one, list, post, change } = await start('2026-05-10T00:00:00Z', [])
  await search(makeFinding())
  await change({ state: 'accepted', oneOffUsd: '0.12' })
  const opportunityId = (await list()).data[0]!.id
  app.setNow(new Date('2026-05-20T00:00:00Z'))
  const judge = { model: 'gpt-4o', routedFrom: undefined, feature: 'judge' }
  await post([
    routed('a', '2026-05-11T00:00:00Z', { tags: { opportunityId } }),
    routed('judge', '2026-05-11T00:00:01Z', { ...judge, tags: { opportunityId, purpose: 'judge' } }),
  ])
  await count()
  // 0.00329 saved, 0.0035 for the judge, a twelfth of 0.12.
  expect((await one()).ledger).toMatchObject([
    { requests: 1, overheadUsd: '0.0135', realisedUsd: '-0.01021', actualUsd: '0.00021' },
  ])
  expect((await list()).totals.realisedUsd).toBe('-0.01021')
})

test('requests before the acceptance, of other features and of other opportunities are not its saving', async () => {
  const { search, count, one, post, change } = await start('2026-05-10T00:00:00Z', [
    routed('before', '2026-05-09T00:00:00Z'),
  ])
  await search(makeFinding())
  await change({ state: 'accepted' })
  app.setNow(new Date('2026-05-12T00:00:00Z'))
  await post([
    routed('own', '2026-05-11T00:00:00Z'),
    routed('dated', '2026-05-11T00:00:01Z', { model: 'gpt-4o-mini-2024-07-18' }),
    routed('feature', '2026-05-11T00:00:02Z', { feature: 'other' }),
    routed('named', '2026-05-11T00:00:03Z', { tags: { opportunityId: '999999' } }),
    routed('model', '2026-05-11T00:00:04Z', { routedFrom: 'gpt-4.1' }),
  ])
  await count()
  expect((await one()).ledger).toMatchObject([{ requests: 2, realisedUsd: '0.00658' }])
})

test('a request that went from a model without a price is counted as unknown, not as 0', async () => {
  const { search, count, one, list, post, change } = await start('2026-05-10T00:00:00Z', [])
  await search(makeFinding())
  await change({ state: 'accepted' })
  const opportunityId = (await list()).data[0]!.id
  app.setNow(new Date('2026-05-12T00:00:00Z'))
  await post([routed('x', '2026-05-11T00:00:00Z', { routedFrom: 'nobody-knows', tags: { opportunityId } })])
  await count()
  expect((await one()).ledger).toMatchObject([
    { requests: 1, unknownRequests: 1, actualUsd: '0', realisedUsd: '0' },
  ])
})

test('requests that were held back say what the old model would really have cost', async () => {
  const { search, count, one, list, post, change } = await start('2026-05-10T00:00:00Z', [])
  await search(makeFinding())
  await change({ state: 'accepted' })
  const opportunityId = (await list()).data[0]!.id
  app.setNow(new Date('2026-05-12T00:00:00Z'))
  const control = Array.from({ length: 30 }, (_, n) =>
    routed(`control-${n}`, '2026-05-11T00:00:00Z', {
      model: 'gpt-4o',
      routedFrom: undefined,
      usage: { prompt_tokens: 1_000, completion_tokens: 50 },
      tags: { opportunityId, experiment: 'control' },
    }),
  )
  await post([...control, routed('a', '2026-05-11T00:00:00Z', { tags: { opportunityId } })])
  await count()
  // The mean of the control arm, 0.003, instead of 0.0035 for the tokens that were served.
  expect((await one()).ledger).toMatchObject([
    { requests: 1, counterfactualUsd: '0.003', realisedUsd: '0.00279' },
  ])
})

test('an accepted card counts its requests itself: no second card is made of them', async () => {
  const { search, list, change } = await start('2026-05-10T00:00:00Z', [])
  await search(makeFinding())
  await change({ state: 'accepted' })
  await search(makeFinding(), makeFinding(REALISED))
  expect((await list()).data.map(({ type }) => type)).toEqual(['model_downgrade'])
})

test('nothing is counted after twelve months', async () => {
  const { search, count, one, post, change } = await start('2025-09-15T00:00:00Z', [])
  await search(makeFinding())
  await change({ state: 'accepted' })
  app.setNow(new Date('2026-09-20T00:00:00Z'))
  await post([routed('last', '2026-09-14T23:59:59Z'), routed('after', '2026-09-15T00:00:00Z')])
  await count()
  const { ledger } = await one()
  expect(ledger.map(({ month }) => month).at(-1)).toBe('2026-09')
  expect(ledger.reduce((sum, { requests }) => sum + requests, 0)).toBe(1)
})
