import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { AlertRule, RuleKind } from '#shared/api/alert-rules.ts'
import type { Channel } from '#shared/api/channels.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { AddRuleMenu } from './add-rule-menu.tsx'
import { alertRulesOptions, useRuleMutation } from './queries.ts'
import { type RuleAct, RuleRow } from './rule-row.tsx'
import { RULE_NAMES } from './rule-words.ts'

const RuleDialog = lazy(async () => ({ default: (await import('./rule-dialog.tsx')).RuleDialog }))

interface RulesCardProps {
  projects: readonly Project[]
  channels: readonly Channel[] | undefined
  canEdit: boolean
}

type Open = { kind: RuleKind; rule: AlertRule | null } | null

/** What is watched besides budgets. */
export function RulesCard({ projects, channels, canEdit }: RulesCardProps) {
  const rules = useQuery(alertRulesOptions)
  const [open, setOpen] = useState<Open>(null)
  const [removing, setRemoving] = useState<AlertRule | null>(null)
  const failed = (error: Error) => notify('error', error.message)
  const pause = useRuleMutation(({ id, paused }: AlertRule) => api.updateAlertRule(id, { paused: !paused }))
  const remove = useRuleMutation(
    (id: string) => api.removeAlertRule(id),
    () => setRemoving(null),
  )
  const act = (rule: AlertRule, chosen: RuleAct) => {
    if (chosen === 'edit') setOpen({ kind: rule.kind, rule })
    else if (chosen === 'remove') setRemoving(rule)
    else pause.mutate(rule, { onError: failed })
  }
  return (
    <CardQuery what="Alert rules" query={rules} height="h-[260px]">
      {(data) => (
        <Card aria-labelledby="alert-rules">
          <CardHead
            id="alert-rules"
            title="Alert rules"
            sub="Each tells once a day about the same thing, and resolves by itself"
            actions={canEdit && <AddRuleMenu onAdd={(kind) => setOpen({ kind, rule: null })} />}
          />
          <ul className="[&>li]:border-t">
            {data.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                channels={channels ?? []}
                onAct={canEdit ? (chosen) => act(rule, chosen) : undefined}
              />
            ))}
          </ul>
          {data.length === 0 && (
            <p className="px-4 pb-4 text-fg-3 text-xs">
              None yet. Rules find what no budget foresees: spikes, silence, requests without a cost.
            </p>
          )}
          {open && (
            <Suspense>
              <RuleDialog {...open} projects={projects} channels={channels} onClose={() => setOpen(null)} />
            </Suspense>
          )}
          {removing && (
            <ConfirmDialog
              title={`Remove the rule “${RULE_NAMES[removing.kind]}”?`}
              action="Remove rule"
              pending={remove.isPending}
              onConfirm={() => remove.mutate(removing.id, { onError: failed })}
              onClose={() => setRemoving(null)}
            >
              Its alerts stay in the inbox.
            </ConfirmDialog>
          )}
        </Card>
      )}
    </CardQuery>
  )
}
