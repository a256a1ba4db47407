import { createRule } from '#server/alert-rules/create-rule.ts'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import { createDigest } from '#server/digests/create-digest.ts'
import { CreateAlertRule } from '#shared/api/alert-rules.ts'
import { CreateDigest } from '#shared/api/digests.ts'
import { makeChannel } from './alerts.ts'
import type { TestApplication } from './test-application.ts'

const ACTOR = 'ada@example.com'

/** What the pages of alerts show: a channel, a rule, a digest, and what the budgets that are there have to tell. */
export async function fillAlerts({ ctx }: TestApplication): Promise<void> {
  const webhookUrl = 'https://hooks.slack.example/services/T0/B0/secret'
  const { id } = await makeChannel(ctx, { kind: 'slack', name: '#llm-spend', isDefault: true, webhookUrl })
  await createRule(ctx, CreateAlertRule.parse({ kind: 'daily_overrun', settings: {} }), ACTOR)
  const digest = { name: 'Weekly digest', period: 'week', channelIds: [String(id)] }
  await createDigest(ctx, CreateDigest.parse(digest), ACTOR)
  await sweepBudgets(ctx)
}
