import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import type { CostStatus } from '#shared/api/events.ts'
import { BUCKET_SECONDS, DAY_SECONDS } from '#shared/time.ts'

/** One event as the statement takes it; bigints as text, JSON as values. */
export interface EventRow {
  id: string
  occurred_at: string
  series_id: number
  content_hash: string
  cost_status: CostStatus
  cost_reason: string | null
  cost_pico_usd: string | null
  reported_pico_usd: string | null
  catalogue: string
  input_tokens: string
  cache_read_tokens: string
  cache_write_tokens: string
  output_tokens: string
  reasoning_tokens: string
  failed: boolean
  error_code: string | null
  latency_ms: number | null
  time_to_first_token_ms: number | null
  quality: number | null
  user_id: string | null
  session_id: string | null
  trace_id: string | null
  prompt_hash: string | null
  routed_from: string | null
  tags: Record<string, string> | null
  lines: unknown
  raw_usage: unknown
}

const COLUMN_TYPES: Record<keyof EventRow, string> = {
  id: 'text',
  occurred_at: 'timestamptz',
  series_id: 'int',
  content_hash: 'bigint',
  cost_status: 'cost_status',
  cost_reason: 'text',
  cost_pico_usd: 'bigint',
  reported_pico_usd: 'bigint',
  catalogue: 'text',
  input_tokens: 'bigint',
  cache_read_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
  reasoning_tokens: 'bigint',
  failed: 'boolean',
  error_code: 'text',
  latency_ms: 'int',
  time_to_first_token_ms: 'int',
  quality: 'real',
  user_id: 'text',
  session_id: 'text',
  trace_id: 'text',
  prompt_hash: 'text',
  routed_from: 'text',
  tags: 'jsonb',
  lines: 'jsonb',
  raw_usage: 'jsonb',
}

const SUMS = [
  'requests',
  'errors',
  'priced',
  'partial',
  'reported',
  'unpriced',
  'invalid',
  'cost_pico_usd',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
]

const columns = sql.raw(Object.keys(COLUMN_TYPES).join(', '))
const typedColumns = sql.raw(
  Object.entries(COLUMN_TYPES)
    .map((column) => column.join(' '))
    .join(', '),
)
const sums = sql.raw(SUMS.join(', '))
const addedSums = sql.raw(SUMS.map((name) => `sum(${name})`).join(', '))
const addTo = (table: string) =>
  sql.raw(SUMS.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', '))

const MAX_TRIES = 5

/**
 * Stores the events and their rollups in one statement, so that they are there together or not at all.
 * Returns for each row whether it was new. Rollups count only the rows really inserted: a retry adds nothing.
 */
export async function storeEvents(ctx: AppContext, projectId: number, rows: EventRow[]): Promise<boolean[]> {
  const statement = ingestStatement(projectId, rows)
  for (let tries = 1; ; tries++) {
    try {
      const [result] = await ctx.db.execute<{ stored: number; keys: [string, string][] | null }>(statement)
      return markStored(rows, result!)
    } catch (error) {
      if (classifyDatabaseError(error) !== 'retry' || tries === MAX_TRIES) throw error
    }
  }
}

function ingestStatement(projectId: number, rows: EventRow[]): SQL {
  return sql`
    with batch as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as e(${typedColumns})
    ), stored as (
      insert into usage_events (project_id, ${columns})
      select ${projectId}::int, ${columns} from batch order by id, occurred_at
      on conflict do nothing
      returning *
    ), sums as materialized (
      select series_id, floor(extract(epoch from occurred_at) / ${sql.raw(String(BUCKET_SECONDS))})::int as bucket,
        count(*) as requests,
        count(*) filter (where failed) as errors,
        count(*) filter (where cost_status = 'priced') as priced,
        count(*) filter (where cost_status = 'partial') as partial,
        count(*) filter (where cost_status = 'reported') as reported,
        count(*) filter (where cost_status = 'unpriced') as unpriced,
        count(*) filter (where cost_status = 'invalid') as invalid,
        coalesce(sum(cost_pico_usd), 0) as cost_pico_usd,
        sum(input_tokens) as input_tokens,
        sum(cache_read_tokens) as cache_read_tokens,
        sum(cache_write_tokens) as cache_write_tokens,
        sum(output_tokens) as output_tokens
      from stored group by 1, 2
    ), label_sums as (
      insert into label_rollups (label_id, bucket, ${sums})
      select label_id, bucket, ${addedSums} from sums join series_labels using (series_id)
      group by 1, 2 order by 1, 2
      on conflict (label_id, bucket) do update set ${addTo('label_rollups')}
    ), series_sums as (
      insert into series_rollups (series_id, day, ${sums})
      select series_id, floor(bucket / ${sql.raw(`${DAY_SECONDS / BUCKET_SECONDS}.0`)})::int, ${addedSums} from sums
      group by 1, 2 order by 1, 2
      on conflict (series_id, day) do update set ${addTo('series_rollups')}
    )
    select count(*)::int as stored,
      case when count(*) < ${rows.length}::int then json_agg(json_build_array(id, ${storedInstant})) end as keys
    from stored`
}

/** The same text as in the rows: microseconds, UTC. */
const storedInstant = sql.raw(`to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

function markStored(
  rows: EventRow[],
  result: { stored: number; keys: [string, string][] | null },
): boolean[] {
  if (result.stored === rows.length) return rows.map(() => true)
  // Posts that share a statement may hold the same event: the first row of a key is the one stored.
  const keys = new Set((result.keys ?? []).map(([id, at]) => `${id} ${at}`))
  return rows.map((row) => keys.delete(`${row.id} ${row.occurred_at}`))
}
