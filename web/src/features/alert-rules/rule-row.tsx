import type { AlertRule } from '#shared/api/alert-rules.ts'
import type { Channel } from '#shared/api/channels.ts'
import { Badge } from '../../components/badge.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { RULE_NAMES, ruleSentence } from './rule-words.ts'

export type RuleAct = 'edit' | 'pause' | 'remove'

interface RuleRowProps {
  rule: AlertRule
  channels: readonly Channel[]
  /** Given to whom may change rules. */
  onAct: ((act: RuleAct) => void) | undefined
}

export function RuleRow({ rule, channels, onAct }: RuleRowProps) {
  const { kind, paused, projectName } = rule
  const scope = projectName ?? (kind === 'stale_prices' ? 'The catalogue' : 'All projects')
  const acts: [RuleAct, string][] = [
    ['edit', 'Edit…'],
    ['pause', paused ? 'Resume' : 'Pause'],
    ['remove', 'Remove…'],
  ]
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {RULE_NAMES[kind]} {paused && <Badge tone="plain">Paused</Badge>}
        </p>
        <p className="text-fg-2 text-xs">{ruleSentence(rule)}</p>
        <p className="text-fg-3 text-xs">
          {scope} · {channelsText(rule, channels)}
        </p>
      </div>
      {onAct && <RowMenu name={`${RULE_NAMES[kind]}, ${scope}`} acts={acts} onAct={onAct} />}
    </li>
  )
}

function channelsText({ channelIds }: AlertRule, channels: readonly Channel[]): string {
  if (channelIds === null) return 'default channels'
  return channelIds
    .map((id) => channels.find((channel) => channel.id === id)?.name ?? 'a removed channel')
    .join(', ')
}
