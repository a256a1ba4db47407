import type { AppContext } from '#server/context.ts'
import { requireZoneName } from '#server/db/require-zone.ts'
import type { ListEventsQuery, ShortRange } from '#shared/api/events.ts'
import { MAX_FUTURE_SECONDS } from '#shared/api/usage-event.ts'
import { resolvePeriods } from './periods.ts'

/** Seconds since 1970, half-open. */
export interface Stretch {
  from: number
  until: number
}

const HOURS: Record<ShortRange, number> = { '1h': 1, '6h': 6 }
const isShort = (range: string): range is ShortRange => Object.hasOwn(HOURS, range)

/** The time that a range of events means, now. @throws ClientError 400 as for spend. */
export async function resolveStretch(
  ctx: AppContext,
  { range, timeZone }: Pick<ListEventsQuery, 'range' | 'timeZone'>,
): Promise<Stretch> {
  requireZoneName(timeZone)
  if (isShort(range)) {
    const now = Math.floor(ctx.clock().getTime() / 1000)
    // Clocks of callers may be ahead of ours.
    return { from: now - HOURS[range] * 3_600, until: now + MAX_FUTURE_SECONDS + 1 }
  }
  const { current } = await resolvePeriods(ctx, { range, timeZone, compare: 'none', bucket: 'auto' })
  return { from: current.starts[0]!, until: current.end }
}
