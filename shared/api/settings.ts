import { z } from 'zod'

/** What an admin chooses for the whole installation. Fields that are left out stay. */
export const UpdateSettings = z.strictObject({
  /** IANA name. Days of daily sums and budgets begin at its midnight. */
  timeZone: z.string().min(1).max(64).optional(),
  /** Months of events that are kept beside the current one, 1 to 120; null keeps all. Sums stay for ever. */
  retentionMonths: z.number().int().min(1).max(120).nullable().optional(),
})
export type UpdateSettings = z.infer<typeof UpdateSettings>

export interface Settings {
  timeZone: string
  /** A zone that was chosen and whose days are still being added up; then it becomes `timeZone`. */
  nextTimeZone: string | null
  retentionMonths: number | null
  /** Single events before it are gone, and none are taken for it any more. RFC 3339 UTC. */
  eventsKeptFrom: string | null
}
