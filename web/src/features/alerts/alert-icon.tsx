import { clsx } from 'clsx'
import { BellRing, Clock, Gauge, type LucideIcon, Tag, TrendingUp, VolumeX } from 'lucide-react'
import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { Alert, AlertSeverity } from '#shared/api/alerts.ts'

const ICONS: Record<AlertKind, LucideIcon> = {
  budget: BellRing,
  forecast: Gauge,
  daily_overrun: TrendingUp,
  silence: VolumeX,
  unpriced_share: Tag,
  stale_prices: Clock,
}

const TONES: Record<AlertSeverity, string> = {
  critical: 'bg-bad-soft text-bad',
  warning: 'bg-warn-soft text-warn',
  info: 'bg-active text-fg-2',
}

const SEVERITY_WORDS: Record<AlertSeverity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For information',
}

export function AlertIcon({ kind, severity }: Pick<Alert, 'kind' | 'severity'>) {
  const Icon = ICONS[kind]
  return (
    <span className={clsx('flex size-7 shrink-0 items-center justify-center rounded-md', TONES[severity])}>
      <Icon aria-hidden="true" className="size-3.5" strokeWidth={1.85} />
      <span className="sr-only">{SEVERITY_WORDS[severity]}</span>
    </span>
  )
}
