import { type FormEvent, useState } from 'react'
import type { AlertRule, RuleKind } from '#shared/api/alert-rules.ts'
import type { Channel } from '#shared/api/channels.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { ChannelChoice } from '../../components/channel-choice.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { useRuleMutation } from './queries.ts'
import { draftOfRule, emptyRule, newRule, RULE_FIELDS, type RuleDraft, ruleChange } from './rule-draft.ts'
import { RULE_HINTS, RULE_NAMES } from './rule-words.ts'

interface RuleDialogProps {
  kind: RuleKind
  /** null makes a new one. */
  rule: AlertRule | null
  projects: readonly Project[]
  channels: readonly Channel[] | undefined
  onClose: () => void
}

export function RuleDialog({ kind, rule, projects, channels, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState(() => (rule ? draftOfRule(rule) : emptyRule(kind)))
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }))
  const save = useRuleMutation(async () => {
    if (rule) await api.updateAlertRule(rule.id, ruleChange(draft))
    else await api.createAlertRule(newRule(draft))
  }, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined)
  }
  const pointers = ['/projectId', '/channelIds', ...RULE_FIELDS[kind].map(({ name }) => `/settings/${name}`)]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${rule ? 'Edit' : 'New'}: ${RULE_NAMES[kind]}`}
      description={`${RULE_HINTS[kind]}.`}
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <SettingFields draft={draft} error={save.error} onChange={change} />
        {kind !== 'stale_prices' && (
          <SelectField
            label="Project"
            value={draft.projectId ?? ''}
            disabled={rule !== null}
            error={fieldError(save.error, '/projectId')}
            onChange={({ target }) => change({ projectId: target.value || null })}
          >
            <option value="">All, each by itself</option>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <ChannelChoice
          channels={channels}
          chosen={draft.channelIds}
          error={fieldError(save.error, '/channelIds')}
          onChange={(channelIds) => change({ channelIds })}
        />
        <p role="alert" className="text-bad text-xs empty:hidden">
          {formError(save.error, pointers)}
        </p>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {rule ? 'Save' : 'Add rule'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface SettingFieldsProps {
  draft: RuleDraft
  error: Error | null
  onChange: (part: Partial<RuleDraft>) => void
}

function SettingFields({ draft, error, onChange }: SettingFieldsProps) {
  const { kind, texts } = draft
  return RULE_FIELDS[kind].map(({ name, label, hint }) => (
    <TextField
      key={name}
      label={label}
      inputMode="decimal"
      required
      hint={hint}
      value={texts[name] ?? ''}
      error={fieldError(error, `/settings/${name}`)}
      onChange={({ target }) => onChange({ texts: { ...texts, [name]: target.value } })}
    />
  ))
}
