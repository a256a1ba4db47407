import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import { Password, ROLES, type Role } from './people.ts'

const projectIds = z.array(z.string().regex(/^\d{1,9}$/)).max(1_000)
const access = {
  role: z.enum(ROLES),
  /** The projects that they see; null is all, those to come as well. Admins always see all. */
  projectIds: projectIds.nullable(),
}

export const UpdateMember = z
  .strictObject({ ...access, active: z.boolean() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'names nothing to change')
export type UpdateMember = z.infer<typeof UpdateMember>

export interface Member {
  id: string
  name: string
  email: string
  role: Role
  projectIds: string[] | null
  createdAt: string
  /** When a session of theirs was last begun or renewed; null: never, or long ago. */
  lastSeenAt: string | null
  /** Cannot sign in since then. */
  deactivatedAt: string | null
}

export const CreateInvitation = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  ...access,
  /** Days that the link works, 1 to 30. */
  days: z.number().int().min(1).max(30).default(7),
})
export type CreateInvitation = z.output<typeof CreateInvitation>

export interface Invitation {
  id: string
  email: string
  role: Role
  projectIds: string[] | null
  createdBy: string
  createdAt: string
  /** One that has expired can be renewed. */
  expiresAt: string
}

/** `token` is for the link `/invitation?token=...`: it is in this answer only. */
export interface CreatedInvitation extends Invitation {
  token: string
}

const token = z.string().min(1).max(100)
export const FindInvitation = z.strictObject({ token })

export const AcceptInvitation = z.strictObject({
  token,
  name: z.string().trim().min(1).max(80).refine(isCleanText, 'has control characters'),
  password: Password,
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>
