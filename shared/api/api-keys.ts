import { z } from 'zod'

/** `ingest` sends events, `read` asks, `write` changes budgets. */
export const KEY_SCOPES = ['ingest', 'read', 'write'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** More than an instance can take. */
const MOST_A_SECOND = 1_000_000

export const CreateApiKey = z.strictObject({
  projectId: z.string().regex(/^\d{1,9}$/),
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).max(KEY_SCOPES.length),
  /** Events or requests a second; null or absent is what holds for every key of the installation. */
  rateLimit: z.number().int().min(1).max(MOST_A_SECOND).nullish(),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

export interface ApiKey {
  id: string
  projectId: string
  projectName: string
  name: string
  /** First characters, to recognise the key by. The key itself is shown once, when it is made. */
  prefix: string
  scopes: KeyScope[]
  rateLimit: number | null
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

export interface CreatedApiKey extends ApiKey {
  key: string
}
