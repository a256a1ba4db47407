import { useState } from 'react'
import type { ListedEvent } from '#shared/api/events.ts'
import { copyText } from '../../components/copy-button.tsx'
import { notify } from '../../components/notify.ts'
import type { EventKey } from '../../lib/events-query.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { eventKeyText } from './live-events.ts'

export const keyOf = ({ timestamp, projectId, id }: ListedEvent): EventKey => ({
  timestamp,
  project: projectId,
  id,
})

interface ActiveRowOptions {
  rows: readonly ListedEvent[]
  isOpen: boolean
  onOpen: (key: EventKey | null) => void
  onFilter: () => void
}

/** The row that keys are about: J and K move it, and with it what is open. */
export function useActiveRow({ rows, isOpen, onOpen, onFilter }: ActiveRowOptions) {
  const [active, setActive] = useState<string | null>(null)
  const index = rows.findIndex((event) => eventKeyText(event) === active)

  const moveTo = (next: number) => {
    const event = rows[Math.min(Math.max(next, 0), rows.length - 1)]
    if (!event) return
    setActive(eventKeyText(event))
    if (isOpen) onOpen(keyOf(event))
  }
  const copy = async () => {
    const event = rows[Math.max(index, 0)]
    if (event && (await copyText(event.id))) notify('success', 'Id copied')
  }
  useHotkeys({
    j: () => moveTo(index + 1),
    k: () => moveTo(index - 1),
    c: copy,
    f: onFilter,
    '/': onFilter,
    ...(isOpen && { Escape: () => onOpen(null) }),
  })
  return { active, setActive }
}
