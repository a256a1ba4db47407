import type { Channel } from '#shared/api/channels.ts'
import type { Digest } from '#shared/api/digests.ts'
import { Badge } from '../../components/badge.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { nextText, whenText } from './digest-words.ts'

export type DigestAct = 'edit' | 'test' | 'pause' | 'remove'

interface DigestRowProps {
  digest: Digest
  channels: readonly Channel[]
  /** Given to whom may change digests. */
  onAct: ((act: DigestAct) => void) | undefined
}

export function DigestRow({ digest, channels, onAct }: DigestRowProps) {
  const { name, paused, projectName, channelIds } = digest
  const acts: [DigestAct, string][] = [
    ['edit', 'Edit…'],
    ['test', 'Send a test'],
    ['pause', paused ? 'Resume' : 'Pause'],
    ['remove', 'Remove…'],
  ]
  const names = channelIds.map(
    (id) => channels.find((channel) => channel.id === id)?.name ?? 'a removed channel',
  )
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name} {paused && <Badge tone="plain">Paused</Badge>}
        </p>
        <p className="text-fg-2 text-xs">{whenText(digest)}</p>
        <p className="text-fg-3 text-xs">
          {projectName ?? 'All projects'} · {names.join(', ')}
          {!paused && ` · ${nextText(digest)}`}
        </p>
      </div>
      {onAct && <RowMenu name={name} acts={acts} onAct={onAct} />}
    </li>
  )
}
