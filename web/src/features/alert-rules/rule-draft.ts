import type { AlertRule, RuleKind } from '#shared/api/alert-rules.ts'
import type { AlertRuleChange, NewAlertRule } from '../../api/alert-input.ts'

/** A setting of a rule, as a field of the form. */
export interface RuleField {
  name: string
  label: string
  hint?: string
  /** What a new rule begins with. */
  initial: string
  /** Of the number in the field and the one in the settings: a share is asked for in percent. */
  scale?: number
}

export const RULE_FIELDS: Record<RuleKind, readonly RuleField[]> = {
  daily_overrun: [
    { name: 'factor', label: 'Times the usual day', hint: 'The median of the 28 days before', initial: '2' },
    { name: 'floorUsd', label: 'At least USD', hint: 'Days that cost less never count', initial: '10' },
    { name: 'minimumRequests', label: 'At least requests', initial: '50' },
  ],
  silence: [{ name: 'hours', label: 'Hours without an event', initial: '6' }],
  unpriced_share: [
    { name: 'share', label: '% of requests', hint: 'Of the last 24 hours', initial: '5', scale: 100 },
    { name: 'minimumRequests', label: 'At least requests', initial: '20' },
  ],
  stale_prices: [{ name: 'days', label: 'Days since prices were checked', initial: '45' }],
}

export interface RuleDraft {
  kind: RuleKind
  /** By the name of the field, as it was typed. */
  texts: Record<string, string>
  projectId: string | null
  channelIds: string[] | null
}

export const emptyRule = (kind: RuleKind): RuleDraft => ({
  kind,
  texts: Object.fromEntries(RULE_FIELDS[kind].map(({ name, initial }) => [name, initial])),
  projectId: null,
  channelIds: null,
})

export function draftOfRule({ kind, settings, projectId, channelIds }: AlertRule): RuleDraft {
  const known = settings as unknown as Record<string, string | number>
  const textOf = ({ name, scale = 1 }: RuleField) =>
    scale === 1 ? String(known[name]) : String(Math.round(Number(known[name]) * scale * 1000) / 1000)
  return {
    kind,
    texts: Object.fromEntries(RULE_FIELDS[kind].map((field) => [field.name, textOf(field)])),
    projectId,
    channelIds,
  }
}

/** An amount stays the text that it is. */
function settingsOf({ kind, texts }: RuleDraft): Record<string, string | number> {
  return Object.fromEntries(
    RULE_FIELDS[kind].map(({ name, scale = 1 }) => {
      const text = (texts[name] ?? '').trim()
      return [name, name === 'floorUsd' ? text : Number(text) / scale]
    }),
  )
}

/** The server knows which settings belong to a kind, and refuses others at their field. */
export const newRule = (draft: RuleDraft) =>
  ({
    kind: draft.kind,
    settings: settingsOf(draft),
    projectId: draft.kind === 'stale_prices' ? null : draft.projectId,
    channelIds: draft.channelIds,
  }) as NewAlertRule

export const ruleChange = (draft: RuleDraft) =>
  ({ settings: settingsOf(draft), channelIds: draft.channelIds }) as AlertRuleChange
