import type { Digest } from '#shared/api/digests.ts'
import { longDay, timeOfDay } from '../../lib/dates.ts'

/** `08:00` */
export const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** `Every Monday at 08:00, Europe/Berlin` */
export const whenText = ({ period, hour, timeZone }: Pick<Digest, 'period' | 'hour' | 'timeZone'>) =>
  `${period === 'week' ? 'Every Monday' : 'On the 1st of each month'} at ${hourText(hour)}, ${timeZone}`

/** `Next on Mon, Nov 30 at 08:00` */
export const nextText = ({ nextAt, timeZone }: Pick<Digest, 'nextAt' | 'timeZone'>) =>
  `Next on ${longDay(nextAt, timeZone)} at ${timeOfDay(nextAt, timeZone)}`
