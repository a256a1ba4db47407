import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import type { RoutingPolicy } from '#shared/api/routing-policy.ts'
import type { OpportunityList } from '#shared/api/savings.ts'
import { makeFinding } from '#tests/support/finding.ts'
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
  app.setNow(new Date('2026-06-10T12:00:00Z'))
  editor = { headers: { cookie: (await createMember(app, { role: 'editor' })).cookie } }
})

/** A project with two accepted moves, one of them proved, and two cards that move no request. */
async function start() {
  const { project, key } = await createTestProject(app)
  const other = { key: 'other', scope: { feature: 'Ticket triage', task: 'summary' } }
  const cache = { key: 'cache', type: 'prompt_caching', family: 'cache', to: null } as const
  await storeFindings(app.ctx, Number(project.id), [
    makeFinding(),
    makeFinding({ ...other, to: { provider: 'google', model: 'gemini-2.5-flash' } }),
    makeFinding({ ...cache, scope: { feature: 'cached' } }),
    makeFinding({ key: 'open', scope: { feature: 'open' } }),
  ])
  const { body } = await send<OpportunityList>(app, `/v1/opportunities?project=${project.id}`, { key })
  const idOf = (feature: string) => body.data.find(({ scope }) => scope.feature === feature)!.id
  const move = (id: string, state: string) =>
    send(app, `/v1/opportunities/${id}`, { ...editor, method: 'PATCH', body: { state } })
  const [faq, triage] = [idOf('faq-intent'), idOf('Ticket triage')]
  for (const id of [faq, triage, idOf('cached')]) await move(id, 'accepted')
  await move(triage, 'realised')
  const path = `/v1/opportunities/policy?project=${project.id}`
  return { project, key, faq, triage, path }
}

test('the policy has a rule for each accepted move, with the ids that come back with events', async () => {
  const { project, key, faq, triage, path } = await start()
  const features = [{ feature: 'faq-intent', residency: 'eu' }]
  await send(app, `/v1/savings-settings/${project.id}`, { ...editor, method: 'PUT', body: { features } })
  const gpt4o = { provider: 'openai', model: 'gpt-4o' }
  expect((await send<RoutingPolicy>(app, path, { key })).body).toEqual({
    version: 1,
    project: project.name,
    generatedAt: '2026-06-10T12:00:00.000Z',
    rules: [
      {
        match: { feature: 'faq-intent', model: 'gpt-4o' },
        route: [
          { provider: 'openai', model: 'gpt-4o-mini', weight: 10 },
          { ...gpt4o, weight: 90 },
        ],
        fallback: gpt4o,
        constraints: { residency: 'eu' },
        expires: '2027-06-10',
        send: { routedFrom: 'gpt-4o', tags: { opportunityId: faq } },
        opportunityId: faq,
      },
      {
        match: { feature: 'Ticket triage', task: 'summary', model: 'gpt-4o' },
        route: [{ provider: 'google', model: 'gemini-2.5-flash', weight: 100 }],
        fallback: gpt4o,
        constraints: {},
        expires: '2027-06-10',
        send: { routedFrom: 'gpt-4o', tags: { opportunityId: triage } },
        opportunityId: triage,
      },
    ],
  })
})

test('for LiteLLM it is YAML whose deployments share the requests by weight', async () => {
  const { key, faq, triage, path } = await start()
  const { body, headers } = await send<string>(app, `${path}&format=litellm&canaryPercent=5`, { key })
  expect(headers.get('content-type')).toContain('yaml')
  expect(parse(body)).toEqual({
    model_list: [
      {
        model_name: `faq-intent-${faq}`,
        litellm_params: { model: 'openai/gpt-4o-mini', weight: 5 },
        model_info: { opportunity_id: faq, routed_from: 'gpt-4o' },
      },
      {
        model_name: `faq-intent-${faq}`,
        litellm_params: { model: 'openai/gpt-4o', weight: 95 },
        model_info: { opportunity_id: faq, experiment: 'control' },
      },
      { model_name: `faq-intent-${faq}-fallback`, litellm_params: { model: 'openai/gpt-4o' } },
      {
        model_name: `ticket-triage-summary-${triage}`,
        litellm_params: { model: 'gemini/gemini-2.5-flash', weight: 100 },
        model_info: { opportunity_id: triage, routed_from: 'gpt-4o' },
      },
      { model_name: `ticket-triage-summary-${triage}-fallback`, litellm_params: { model: 'openai/gpt-4o' } },
    ],
    router_settings: {
      routing_strategy: 'simple-shuffle',
      fallbacks: [
        { [`faq-intent-${faq}`]: [`faq-intent-${faq}-fallback`] },
        { [`ticket-triage-summary-${triage}`]: [`ticket-triage-summary-${triage}-fallback`] },
      ],
    },
  })
})

test('a project without accepted moves has an empty policy, and one that is not seen has none', async () => {
  const mine = await createTestProject(app)
  const { path } = await start()
  const own = await send<RoutingPolicy>(app, `/v1/opportunities/policy?project=${mine.project.id}`, {
    key: mine.key,
  })
  expect(own.body.rules).toEqual([])
  expect((await send(app, path, { key: mine.key })).status).toBe(404)
})
