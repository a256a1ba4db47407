import type { ListedModel } from '#shared/api/price-list.ts'
import { type Day, daysBetween, fullDay } from '../lib/dates.ts'
import { plural } from '../lib/format.ts'
import { Badge } from './badge.tsx'

/** Beyond this a shutdown is a fact of the model page, not a warning in a list. */
const AHEAD_DAYS = 180
const SOON_DAYS = 30

interface LifecycleBadgeProps {
  listed: Pick<ListedModel, 'shutdown' | 'deprecated'> | null
  /** The day of today. */
  today: Day
}

export function LifecycleBadge({ listed, today }: LifecycleBadgeProps) {
  if (!listed) return null
  const { shutdown, deprecated } = listed
  const days = shutdown ? daysBetween(today, shutdown) - 1 : null
  if (shutdown && days !== null && days < 0)
    return <Badge tone="bad">Shut down {fullDay(shutdown, 'UTC')}</Badge>
  if (days !== null && days <= AHEAD_DAYS)
    return (
      <Badge tone={days <= SOON_DAYS ? 'bad' : 'warn'}>
        Shuts down {days === 0 ? 'today' : `in ${days} ${plural(days, 'day')}`}
      </Badge>
    )
  return deprecated ? <Badge tone="plain">Deprecated</Badge> : null
}
