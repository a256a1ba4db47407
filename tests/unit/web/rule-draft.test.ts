import { expect, test } from 'vitest'
import { CreateAlertRule } from '#shared/api/alert-rules.ts'
import { draftOfRule, emptyRule, newRule, ruleChange } from '#web/src/features/alert-rules/rule-draft.ts'
import { RULE_KINDS } from '#web/src/features/alert-rules/rule-words.ts'

test.each(RULE_KINDS)('the form of %s begins with what the server begins with', (kind) => {
  const made = CreateAlertRule.parse(newRule(emptyRule(kind)))
  expect(made).toEqual(CreateAlertRule.parse({ kind, settings: {} }))
})

test('a share is asked for in percent and comes out of the form as it went in', () => {
  const settings = { share: 0.075, minimumRequests: 20 }
  const rule = { id: '1', kind: 'unpriced_share' as const, settings, projectId: null, projectName: null }
  const kept = {
    ...rule,
    channelIds: null,
    paused: false,
    createdBy: 'ada',
    createdAt: '2026-11-22T00:00:00Z',
  }
  expect(draftOfRule(kept).texts.share).toBe('7.5')
  expect(ruleChange(draftOfRule(kept)).settings).toEqual(settings)
})
