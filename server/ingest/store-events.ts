import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { sumsBySeriesAndBucket, upsertRollups } from '#server/rollups/upsert-rollups.ts'
import type { CostStatus } from '#shared/api/events.ts'

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
  usage_format: string | null
  response_model: string | null
  request: object | null
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
  usage_format: 'text',
  response_model: 'text',
  request: 'jsonb',
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

const columns = sql.raw(Object.keys(COLUMN_TYPES).join(', '))
const typedColumns = sql.raw(
  Object.entries(COLUMN_TYPES)
    .map((column) => column.join(' '))
    .join(', '),
)

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
    ), sums as materialized (${sumsBySeriesAndBucket(sql.raw('stored'))}), ${upsertRollups}
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
