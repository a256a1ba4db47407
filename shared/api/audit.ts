import { z } from 'zod'

const text = z.string().min(1).max(256)

export const AuditQuery = z.strictObject({
  actor: text.optional(),
  action: text.optional(),
  /** Entries older than this one: `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export interface AuditEntry {
  id: string
  at: string
  /** Email of a person, `key ID`, or `command line`. */
  actor: string
  /** `member.update`, `price-override.add`, ... */
  action: string
  /** Id of what was acted on. */
  subject: string
  /** Facts; a change has `before` and `after`. */
  details: Record<string, unknown>
}

export interface AuditPage {
  data: AuditEntry[]
  /** null on the last page. */
  next: string | null
}
