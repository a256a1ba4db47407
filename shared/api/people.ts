import { z } from 'zod'
import type { DisplayCurrency } from './settings.ts'

export const ROLES = ['admin', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** What somebody may do, or not. */
export type Act =
  | 'readSpend'
  | 'annotate'
  | 'manageBudgets'
  | 'manageChannels'
  | 'manageSavings'
  | 'manageKeys'
  | 'managePrices'
  | 'approvePrices'
  | 'shareViews'
  | 'deleteSharedViews'
  | 'manageProjects'
  | 'manageMembers'
  | 'changeSettings'
  | 'readAudit'
  | 'readHealth'

export const Password = z.string().min(10, 'at least 10 characters').max(128)

/** Makes the first admin; `token` is the one of the setup link that the server prints until then. */
export const Setup = z.strictObject({
  token: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(254),
  password: Password,
  /** The zone whose days the installation counts, IANA name; UTC without it. */
  timeZone: z.string().max(64).optional(),
})
export type Setup = z.infer<typeof Setup>

export interface Me {
  user: { id: string; name: string; email: string; role: Role }
  /** What this person may do: nothing else is offered. */
  may: Act[]
  /** Whether every project is seen, and those that are still to come. */
  allProjects: boolean
  /** The installation's: what its days are. */
  timeZone: string
  /** In what amounts are shown; null is USD. */
  currency: DisplayCurrency | null
  version: string
}
