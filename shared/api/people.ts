import { z } from 'zod'

export type Role = 'admin' | 'editor' | 'viewer'

/** Makes the first admin; `token` is the one of the setup link that the server prints until then. */
export const Setup = z.strictObject({
  token: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(254),
  password: z.string().min(10, 'at least 10 characters').max(128),
  /** The zone whose days the installation counts, IANA name; UTC without it. */
  timeZone: z.string().max(64).optional(),
})
export type Setup = z.infer<typeof Setup>

export interface Me {
  user: { id: string; name: string; email: string; role: Role }
  /** The installation's: what its days are. */
  timeZone: string
  version: string
}
