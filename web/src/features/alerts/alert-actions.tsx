import { Menu } from '@base-ui/react/menu'
import { AlarmClock, Check } from 'lucide-react'
import type { Alert } from '#shared/api/alerts.ts'
import { api } from '../../api/client.ts'
import { Button, buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { useAlertMutation } from './queries.ts'

const HOUR_MS = 3_600_000
const SNOOZES: [name: string, hours: number][] = [
  ['1 hour', 1],
  ['4 hours', 4],
  ['1 day', 24],
  ['1 week', 168],
]

export function AlertActions({ alert: { id, state }, now }: { alert: Alert; now: number }) {
  const acknowledge = useAlertMutation(() => api.acknowledgeAlert(id), 'Acknowledged')
  const snooze = useAlertMutation(
    (hours: number) => api.snoozeAlert(id, new Date(now + hours * HOUR_MS).toISOString()),
    'Snoozed',
  )
  if (state === 'acknowledged') return null
  return (
    <>
      <Button
        size="sm"
        variant="primary"
        disabled={acknowledge.isPending}
        onClick={() => acknowledge.mutate(undefined)}
      >
        <Check aria-hidden="true" />
        Acknowledge
      </Button>
      <Menu.Root>
        <Menu.Trigger className={buttonClass({ size: 'sm' })}>
          <AlarmClock aria-hidden="true" />
          Snooze
        </Menu.Trigger>
        <MenuPopup align="start" className="w-40">
          {SNOOZES.map(([name, hours]) => (
            <Menu.Item key={name} className={menuItemClass} onClick={() => snooze.mutate(hours)}>
              For {name}
            </Menu.Item>
          ))}
        </MenuPopup>
      </Menu.Root>
    </>
  )
}
