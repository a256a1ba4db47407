import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Alert } from '#shared/api/alerts.ts'
import { Badge } from '../../components/badge.tsx'
import { ago } from '../../lib/dates.ts'
import { AlertDetail } from './alert-detail.tsx'
import { AlertIcon } from './alert-icon.tsx'
import { alertState, deliveriesText } from './alert-words.ts'

interface AlertRowProps {
  alert: Alert
  timeZone: string
  now: number
  canAct: boolean
  isActive: boolean
  isOpen: boolean
  onToggle: () => void
}

export function AlertRow(props: AlertRowProps) {
  const { alert, timeZone, now, canAct, isActive, isOpen, onToggle } = props
  const [tone, state] = alertState(alert, now)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isActive) button.current?.focus()
  }, [isActive])
  return (
    <li>
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex w-full items-start gap-3 px-4 py-3 text-left outline-offset-[-3px] transition-colors duration-75 hover:bg-hover"
      >
        <AlertIcon {...alert} />
        <span className="min-w-0 flex-1">
          <span className={clsx('block', alert.state === 'firing' ? 'font-medium' : 'text-fg-2')}>
            {alert.title}
          </span>
          <span className="block text-fg-3 text-xs">{alert.text}</span>
          <span className="mt-0.5 block text-2xs text-fg-3">
            {[alert.project?.name ?? 'All projects', deliveriesText(alert.deliveries)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end gap-1">
          <span className="num text-fg-3 text-xs">{ago(alert.firedAt, now, timeZone)}</span>
          <Badge tone={tone}>{state}</Badge>
        </span>
        <ChevronRight
          aria-hidden="true"
          className={clsx('mt-1 size-4 shrink-0 text-fg-3 transition-transform', isOpen && 'rotate-90')}
        />
      </button>
      {isOpen && <AlertDetail id={alert.id} timeZone={timeZone} now={now} canAct={canAct} />}
    </li>
  )
}
