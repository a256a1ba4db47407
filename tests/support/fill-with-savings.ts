import { sql } from 'drizzle-orm'
import { updateLedger } from '#server/savings/ledger/update-ledger.ts'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { makeFinding } from './finding.ts'
import { createTestProject, send, type TestApplication } from './test-application.ts'

const DAY_MS = 86_400_000

const arm = (model: string, more: object) => ({
  model: { provider: 'openai', model },
  events: 840,
  scored: 420,
  meanQuality: 0.94,
  deviation: 0.2,
  costPerRequestUsd: '0.0035',
  inputTokens: 1000,
  outputTokens: 100,
  latencyP50Ms: 900,
  latencyP95Ms: 1800,
  errorRate: 0.004,
  ...more,
})

/** A project with scored requests of two models, three open opportunities, a warning, and a saving that is counted. */
export async function fillWithSavings(app: TestApplication) {
  const { project, key } = await createTestProject(app)
  const now = app.ctx.clock().getTime()
  const at = (daysAgo: number) => new Date(now - daysAgo * DAY_MS).toISOString()
  const event = (n: number, more: object) => ({
    id: `event-${n}`,
    timestamp: at((n % 25) + 0.5),
    provider: 'openai',
    model: 'gpt-4o',
    feature: 'ticket-triage',
    task: 'classification',
    quality: 1,
    latencyMs: 900 + n,
    usage: { prompt_tokens: 1_000, completion_tokens: 100 },
    ...more,
  })
  const mini = { model: 'gpt-4o-mini', feature: 'faq-intent', routedFrom: 'gpt-4o' }
  const events = Array.from({ length: 120 }, (_, n) => event(n, n % 3 === 0 ? mini : {}))
  await send(app, '/v1/events', { key, body: events })
  const window = { from: at(30), to: at(0) }
  await storeFindings(app.ctx, Number(project.id), findings(window))
  await updateLedger(app.ctx, Number(project.id))
  const stored = await app.ctx.db.execute<{ id: string }>(
    sql`select id::text from opportunities where project_id = ${Number(project.id)} order by opportunities.id`,
  )
  return { project, key, opportunityIds: stored.map(({ id }) => id) }
}

function findings(window: Finding['window']): Finding[] {
  const scope = { feature: 'ticket-triage', task: 'classification' }
  const savings = makeFinding().savings
  const gpt4o = { provider: 'openai', model: 'gpt-4o' }
  return [
    makeFinding({
      window,
      scope,
      confidence: 'high',
      action: 'Send ticket-triage to gpt-4o-mini.',
      formula: '80 requests x (0.0035 - 0.00021) USD, for 30 days = 100 USD',
      eventCount: 80,
      requiresValidation: false,
      samplesNeeded: null,
      risks: ['Latency was not measured at peak.'],
      evidence: {
        facts: [
          { name: 'Visible output, p95', value: '98 tokens' },
          { name: 'Prompt, p99.5', value: '1,040 tokens' },
        ],
        quality: [
          {
            task: 'classification',
            method: 'newcombe',
            current: arm('gpt-4o', {}),
            candidate: arm('gpt-4o-mini', { costPerRequestUsd: '0.00021', latencyP95Ms: null }),
            difference: 0.002,
            lowerBound: -0.014,
            margin: 0.02,
            pairs: null,
            holds: true,
            samplesNeeded: 0,
          },
        ],
        histogram: {
          title: 'Output tokens by request',
          unit: 'tokens',
          bounds: [0, 25, 50, 75, 100, 125],
          counts: [4, 18, 40, 12, 0],
        },
      },
    }),
    makeFinding({
      window,
      key: 'cache',
      type: 'prompt_caching',
      family: 'cache',
      scope: { feature: 'support-bot' },
      from: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
      to: null,
      action: 'Mark the first 6,200 tokens of the prompt as cached for five minutes.',
      savings: { ...savings, marginalUsd: '41.5', shareOfSegment: 0.31 },
    }),
    makeFinding({
      window,
      key: 'batch',
      type: 'batch_api',
      family: 'tier',
      scope: { feature: 'nightly-report' },
      from: gpt4o,
      to: null,
      action: 'Send the nightly requests to the batch API.',
      confidence: 'low',
      savings: { ...savings, marginalUsd: '12.25', shareOfSegment: 0.5 },
    }),
    makeFinding({
      window,
      key: 'warning',
      type: 'measurement_warning',
      family: 'notice',
      scope: { feature: 'summaries' },
      from: gpt4o,
      to: null,
      action: 'Look at how the scores of summaries come about.',
      savings: { ...savings, marginalUsd: '0', expectedUsd: '0', lowUsd: '0', highUsd: '0' },
    }),
    makeFinding({
      window,
      key: 'realised',
      type: 'realised_savings',
      family: 'notice',
      confidence: 'high',
      scope: { feature: 'faq-intent' },
      action: 'Already routed to gpt-4o-mini.',
      savings: { ...savings, marginalUsd: '0' },
    }),
  ]
}
