import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { VERSION } from '#server/version.ts'
import type { About, Partition } from '#shared/api/about.ts'
import { checkHealth } from './check-health.ts'

export async function readAbout(ctx: AppContext): Promise<About> {
  const [[database], partitions, checks] = await Promise.all([
    ctx.db.execute<{ version: string; bytes: number }>(sql`
      select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`),
    ctx.db.execute<Partition & Record<string, unknown>>(sql`
      select replace(substring(inhrelid::regclass::text from '\\d{4}_\\d\\d$'), '_', '-') as month,
        pg_total_relation_size(inhrelid)::float8 as bytes
      from pg_inherits where inhparent = 'usage_events'::regclass order by 1 desc nulls last limit 200`),
    checkHealth(ctx),
  ])
  const { version, checkedOn } = ctx.catalogue
  return {
    version: VERSION,
    catalogue: { version, checkedOn },
    database: { ...database!, embedded: ctx.config.databaseUrl === undefined },
    partitions: [...partitions],
    checks,
  }
}
