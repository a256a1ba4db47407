import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { OTHER_VALUE } from '#shared/api/labels.ts'
import { MAX_USERS_A_DAY } from './sums-of-events.ts'
import type { RollupZone } from './zone-day.ts'

/** Days whose users this instance remembers. */
const MOST_DAYS = 256

interface UserDay {
  user: string
  day: number
}

/** By whom each event is counted: its user, or the others together once a project's day has users enough. */
export async function placeUsers(
  ctx: AppContext,
  projectId: number,
  zone: RollupZone,
  events: readonly UserDay[],
): Promise<string[]> {
  const days = new Map<number, Set<string>>()
  for (const { day } of events) if (!days.has(day)) days.set(day, await usersOfDay(ctx, projectId, zone, day))
  return events.map(({ user, day }) => {
    if (user === '') return user
    const users = days.get(day)!
    if (!users.has(user) && users.size >= MAX_USERS_A_DAY) return OTHER_VALUE
    users.add(user)
    return user
  })
}

async function usersOfDay(
  ctx: AppContext,
  projectId: number,
  zone: RollupZone,
  day: number,
): Promise<Set<string>> {
  const { usersOfDays } = ctx.memory
  const key = `${projectId} ${zone.id} ${day}`
  const known = usersOfDays.get(key)
  if (known) return known
  const rows = await ctx.db.execute<{ user: string }>(sql`
    select user_id as "user" from user_day_rollups
    where project_id = ${projectId} and zone_id = ${zone.id} and day = ${day}`)
  const users = new Set(rows.map((row) => row.user))
  if (usersOfDays.size >= MOST_DAYS) usersOfDays.delete(usersOfDays.keys().next().value!)
  usersOfDays.set(key, users)
  return users
}
