import { hash, randomBytes } from 'node:crypto'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { AppContext, KeyGrant } from '#server/context.ts'
import { apiKeys, projects } from '#server/db/schema/projects.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { ApiKey, CreateApiKey, CreatedApiKey } from '#shared/api/api-keys.ts'
import { auditOf, COMMAND_LINE } from './audit.ts'

const KEY_PREFIX = 'ssk_'
const SHOWN_CHARACTERS = 10

/** Makes a key. The key itself is in the answer only: the database keeps its hash. @throws ClientError 404 */
export async function createApiKey(
  ctx: AppContext,
  { projectId, name, scopes, rateLimit }: CreateApiKey,
  actor = COMMAND_LINE,
): Promise<CreatedApiKey> {
  const key = KEY_PREFIX + randomBytes(32).toString('base64url')
  const [made] = await ctx.db.execute<{ id: number }>(sql`
    with made as (
      insert into api_keys (project_id, name, prefix, hash, scopes, rate_limit)
      select id, ${name}, ${key.slice(0, SHOWN_CHARACTERS)}, ${hashKey(key)},
        string_to_array(${[...new Set(scopes)].join(',')}, ','), ${rateLimit ?? null}::int
      from projects where id = ${Number(projectId)} and removed_at is null and archived_at is null
      returning *
    ), ${auditOf('made', actor, 'api-key.create', KEY_FACTS)}
    select id from made`)
  if (!made) throw notFound('project', projectId)
  const [row] = await selectKeys(ctx).where(eq(apiKeys.id, made.id))
  return { ...toApiKey(row!.key, row!.projectName), key }
}

const KEY_FACTS = sql.raw(
  `jsonb_build_object('projectId', project_id::text, 'name', name, 'prefix', prefix, 'scopes', scopes)`,
)

const selectKeys = (ctx: AppContext) =>
  ctx.db
    .select({ key: apiKeys, projectName: projects.name })
    .from(apiKeys)
    .innerJoin(projects, eq(projects.id, apiKeys.projectId))

export async function listApiKeys(ctx: AppContext, visible?: VisibleProjects): Promise<ApiKey[]> {
  const rows = await selectKeys(ctx)
    .where(isVisible(sql`${apiKeys.projectId}`, visible))
    .orderBy(desc(apiKeys.createdAt))
  return rows.map((row) => toApiKey(row.key, row.projectName))
}

/** @throws ClientError 404 when there is no such key, among those that may be seen, that is not yet revoked. */
export async function revokeApiKey(
  ctx: AppContext,
  id: string,
  { actor = COMMAND_LINE, visible }: { actor?: string; visible?: VisibleProjects } = {},
): Promise<void> {
  const [row] = await ctx.db.execute<{ hash: string }>(sql`
    with revoked as (
      update api_keys set revoked_at = ${ctx.clock().toISOString()}
      where id = ${Number(id)} and revoked_at is null and ${isVisible(sql.raw('project_id'), visible)}
      returning *
    ), ${auditOf('revoked', actor, 'api-key.revoke', KEY_FACTS)}
    select hash from revoked`)
  if (!row) throw notFound('active API key', id)
  ctx.memory.keyGrants.forget(row.hash)
}

/**
 * What the bearer of this key may do.
 * @throws ClientError 401, the same for a key that is missing, unknown or revoked.
 */
export async function authenticateKey(ctx: AppContext, authorization: string | undefined): Promise<KeyGrant> {
  const key = /^Bearer (ssk_[A-Za-z0-9_-]{43})$/i.exec(authorization ?? '')?.[1]
  const grant = key && (await findGrant(ctx, hashKey(key)))
  if (!grant)
    throw new ClientError(401, 'unauthorized', 'Send a valid API key: Authorization: Bearer ssk_...')
  return grant
}

function findGrant(ctx: AppContext, hash: string): Promise<KeyGrant | undefined> {
  const now = ctx.clock()
  // One statement finds the key and notes its use, at most once in the time that a grant is remembered.
  return ctx.memory.keyGrants.get(hash, now, async () => {
    const [row] = await ctx.db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
      .returning({
        keyId: apiKeys.id,
        projectId: apiKeys.projectId,
        scopes: apiKeys.scopes,
        rateLimit: apiKeys.rateLimit,
        isArchived: sql<boolean>`exists (
          select from projects p where p.id = ${apiKeys.projectId} and p.archived_at is not null)`,
      })
    return row
  })
}

function hashKey(key: string): string {
  return hash('sha256', key)
}

function toApiKey(row: typeof apiKeys.$inferSelect, projectName: string): ApiKey {
  return {
    id: String(row.id),
    projectId: String(row.projectId),
    projectName,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    rateLimit: row.rateLimit,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
