import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { createApiKey, revokeApiKey } from '#server/people/api-keys.ts'
import { createProject } from '#server/people/projects.ts'
import type { KeyScope } from '#shared/api/api-keys.ts'

export interface Keys {
  valid: string
  readOnly: string
  revoked: string
}

/** What was stored of an event, as text. */
interface StoredFacts {
  id: string
  provider: string
  model: string
  userId: string | null
  tags: Record<string, string> | null
  costStatus: string
  costUsd: string | null
}

/** The server that the cases are sent to, and a view behind it. */
export interface Target {
  url: string
  keys: Keys
  otherProject: string
  countEvents(): Promise<number>
  /** Undefined when there is no such event. */
  findEvent(id: string): Promise<StoredFacts | undefined>
}

/** A server of this process: its database is asked directly, in every project, for what was stored. */
export async function localTarget(ctx: AppContext, url: string): Promise<Target> {
  const project = await createProject(ctx, { name: `Inputs ${Date.now()}` })
  const other = await createProject(ctx, { name: `Other inputs ${Date.now()}` })
  const makeKey = (scopes: KeyScope[]) =>
    createApiKey(ctx, { projectId: project.id, name: scopes.join(), scopes })
  const revoked = await makeKey(['ingest'])
  await revokeApiKey(ctx, revoked.id)
  return {
    url,
    keys: {
      valid: (await makeKey(['ingest', 'read'])).key,
      readOnly: (await makeKey(['read'])).key,
      revoked: revoked.key,
    },
    otherProject: other.id,
    async countEvents() {
      const [row] = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from usage_events`)
      return row!.n
    },
    async findEvent(id) {
      const [row] = await ctx.db.execute<StoredFacts & Record<string, unknown>>(sql`
        select e.id, s.provider, s.model, e.user_id as "userId", e.tags,
          e.cost_status as "costStatus", e.cost_pico_usd::text as "costUsd"
        from usage_events e join series s on s.id = e.series_id where e.id = ${id}`)
      return row
    },
  }
}

export interface RemoteOptions {
  url: string
  key: string
  readOnlyKey: string | undefined
  revokedKey: string | undefined
}

/** Well formed, and never given out. */
const NOBODYS_KEY = `ssk_${'A'.repeat(43)}`

/** A server somewhere: what was stored is asked through its API, so the key needs the scope `read` too. */
export function remoteTarget({ url, key, readOnlyKey, revokedKey }: RemoteOptions): Target {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })
    if (!answer.ok)
      throw new Error(`${path} was answered ${answer.status}: does the key have the scope read?`)
    return (await answer.json()) as T
  }
  return {
    url,
    keys: { valid: key, readOnly: readOnlyKey ?? NOBODYS_KEY, revoked: revokedKey ?? NOBODYS_KEY },
    otherProject: '1',
    async countEvents() {
      const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
      const { total } = await get<{ total: { requests: number } }>(
        `/v1/spend/by?range=${day(-366)}..${day(1)}&compare=none&limit=1`,
      )
      return total.requests
    },
    async findEvent(id) {
      const { data } = await get<{ data: StoredFacts[] }>('/v1/events/recent?limit=200')
      return data.find((event) => event.id === id)
    },
  }
}
