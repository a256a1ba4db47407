import { clsx } from 'clsx'
import type { Channel } from '#shared/api/channels.ts'
import { Badge } from '../../components/badge.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { CHANNEL_NAMES } from '../../lib/channel-names.ts'
import { ago } from '../../lib/dates.ts'
import { integer } from '../../lib/format.ts'
import { channelState, targetText } from './channel-words.ts'

export type ChannelAct = 'test' | 'edit' | 'dead' | 'rotate' | 'switch' | 'remove'

interface ChannelRowProps {
  channel: Channel
  timeZone: string
  now: number
  /** Given to whom may change channels. */
  onAct: ((act: ChannelAct) => void) | undefined
}

const actsOf = ({ kind, enabled, dead }: Channel): [act: ChannelAct, label: string][] => [
  ['test', 'Send a test'],
  ['edit', 'Edit…'],
  ...(dead > 0 ? [['dead', 'Messages given up…'] as [ChannelAct, string]] : []),
  ...(kind === 'webhook' ? [['rotate', 'New secret…'] as [ChannelAct, string]] : []),
  ['switch', enabled ? 'Switch off…' : 'Switch on…'],
  ['remove', 'Remove…'],
]

export function ChannelRow({ channel, timeZone, now, onAct }: ChannelRowProps) {
  const { name, kind, settings, isDefault, lastAttempt, dead, pending, disabledReason } = channel
  const [tone, state] = channelState(channel)
  const cell = clsx(cellClass, edgeClass, 'py-2')
  const problem = disabledReason ?? lastAttempt?.error
  return (
    <tr>
      <th scope="row" className={clsx(cell, 'text-left font-medium')}>
        {name} {isDefault && <Badge tone="plain">Default</Badge>}
        <span className="block font-normal text-fg-3 text-xs">{CHANNEL_NAMES[kind]}</span>
        <span className="block font-normal text-fg-3 text-xs [overflow-wrap:anywhere] md:hidden">
          {targetText(settings)}
        </span>
      </th>
      <td className={clsx(cell, 'max-w-72 truncate text-fg-2 max-md:hidden')} title={targetText(settings)}>
        {targetText(settings)}
      </td>
      <td className={clsx(cell, 'num text-fg-2 max-lg:hidden')}>
        {lastAttempt ? ago(lastAttempt.at, now, timeZone) : 'Never'}
      </td>
      <td className={cell}>
        <Badge tone={tone}>{state}</Badge>
        {problem && <span className="block max-w-64 text-2xs text-fg-3">{problem}</span>}
        {pending > 0 && <span className="block text-2xs text-fg-3">{integer(pending)} on their way</span>}
        {dead > 0 && <span className="block text-2xs text-bad">{integer(dead)} given up</span>}
      </td>
      {onAct && (
        <td className={clsx(cell, 'text-right')}>
          <RowMenu name={name} acts={actsOf(channel)} onAct={onAct} />
        </td>
      )}
    </tr>
  )
}
