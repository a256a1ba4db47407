import { useState } from 'react'
import type { Alert } from '#shared/api/alerts.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'

interface AlertKeysOptions {
  alerts: readonly Alert[]
  open: string
  onOpen: (id: string) => void
}

/** J and K move through the alerts; Enter is that of the button which they focus. */
export function useAlertKeys({ alerts, open, onOpen }: AlertKeysOptions) {
  const [active, setActive] = useState<string | null>(null)
  const index = alerts.findIndex(({ id }) => id === active)
  const moveTo = (next: number) => {
    const alert = alerts[Math.min(Math.max(next, 0), alerts.length - 1)]
    if (alert) setActive(alert.id)
  }
  useHotkeys({
    j: () => moveTo(index + 1),
    k: () => moveTo(index - 1),
    ...(open && { Escape: () => onOpen('') }),
  })
  return active
}
