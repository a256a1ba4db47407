import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { FACT_NAMES, FACT_SEPARATOR, type FactName, TAG_FACTS } from './traffic/call-facts.ts'
import { collectTraffic } from './traffic/collect-traffic.ts'
import type { Traffic } from './traffic/traffic.ts'

export interface TrafficWindow {
  projectId: number
  /** Epoch milliseconds, from inclusive, to exclusive. */
  from: number
  to: number
}

const PAGE = 10_000
/** Beyond, a search would need more memory than a small server has; the newest are kept. */
const MOST_EVENTS = 4_000_000

/**
 * Reads the events of a window, page by page from the newest to the oldest, and keeps numbers and hashes of them only:
 * about 70 bytes an event. `tell` is called after each page.
 */
export async function readTraffic(
  ctx: AppContext,
  window: TrafficWindow,
  tell: (read: number) => void,
): Promise<Traffic[]> {
  const collector = collectTraffic()
  let cursor: Cursor | undefined
  let read = 0
  while (read < MOST_EVENTS && !ctx.stopping.aborted) {
    const rows = await readRows(ctx, window, cursor)
    for (const row of rows) collector.add(row.facts, toColumns(row))
    read += rows.length
    const last = rows.at(-1)
    const isEnd = rows.length < PAGE
    rows.length = 0 // postgres.js keeps the last result of each connection
    tell(read)
    if (!last || isEnd) break
    cursor = { occurredAt: last.occurredAt, id: last.id }
  }
  return [...collector.traffic.values()].map((traffic) => traffic.reversed())
}

interface Cursor {
  occurredAt: string
  id: string
}

interface Row extends Record<string, unknown> {
  id: string
  occurredAt: string
  at: number
  facts: string
  input: number
  cacheRead: number
  cacheWrite: number
  isLongCache: boolean
  output: number
  reasoning: number
  latencyMs: number | null
  quality: number | null
  cost: string | null
  prompt: number
  user: number
  session: number
}

/** Counts that do not fit a column belong to no model call: the cost of such an event is taken for unknown. */
const MOST_TOKENS = 2 ** 32 - 1

function toColumns(row: Row) {
  const counts = [row.input, row.cacheRead, row.cacheWrite, row.output]
  const isSane = counts.every((count) => count <= MOST_TOKENS)
  return {
    at: row.at,
    input: row.input,
    cacheRead: row.cacheRead,
    cacheWrite5m: row.isLongCache ? 0 : row.cacheWrite,
    cacheWrite1h: row.isLongCache ? row.cacheWrite : 0,
    output: row.output,
    reasoning: Math.min(row.reasoning, row.output),
    latencyMs: row.latencyMs ?? -1,
    quality: row.quality ?? Number.NaN,
    cost: row.cost === null || !isSane ? -1n : BigInt(row.cost),
    prompt: row.prompt,
    user: row.user,
    session: row.session,
  }
}

async function readRows(ctx: AppContext, { projectId, from, to }: TrafficWindow, after: Cursor | undefined) {
  const before = after
    ? sql`and (occurred_at, id) < (${after.occurredAt}::timestamptz, ${after.id})
        and occurred_at <= ${after.occurredAt}::timestamptz`
    : sql``
  return ctx.db.execute<Row>(sql`
    with page as materialized (
      select * from usage_events
      where project_id = ${projectId} and occurred_at >= to_timestamp(${from / 1_000}::float8)
        and occurred_at < to_timestamp(${to / 1_000}::float8) ${before}
      order by occurred_at desc, id desc limit ${PAGE}::int
    )
    select e.id, to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt",
      extract(epoch from e.occurred_at)::float8 * 1000 as at, ${FACTS} as facts,
      e.input_tokens::float8 as input, e.cache_read_tokens::float8 as "cacheRead",
      e.cache_write_tokens::float8 as "cacheWrite",
      e.cache_write_tokens > 0 and e.lines::text like '%"cacheWrite1h"%' as "isLongCache",
      e.output_tokens::float8 as output, e.reasoning_tokens::float8 as reasoning,
      e.latency_ms as "latencyMs", e.quality, e.cost_pico_usd::text as cost,
      coalesce((hashtextextended(e.prompt_hash, 0) >> 11)::float8, 0) as prompt,
      coalesce(hashtext(e.user_id), 0) as user, coalesce(hashtext(e.session_id), 0) as session
    from page e join series s on s.id = e.series_id
    order by e.occurred_at desc, e.id desc`)
}

/** A fact's text; the label as it was sent, also where the series counts it as `__other__`. */
const label = (name: string, column = name) => sql.raw(`coalesce(e.sent_labels ->> '${name}', s.${column})`)

const COLUMNS: Partial<Record<FactName, SQL>> = {
  feature: label('feature'),
  task: label('task'),
  environment: label('environment'),
  provider: label('provider'),
  model: label('model'),
  operation: label('operation'),
  serviceTier: label('serviceTier', 'service_tier'),
  region: label('region'),
  responseModel: sql`e.response_model`,
  routedFrom: sql`e.routed_from`,
  failed: sql`e.failed::text`,
  isBatch: sql`(e.request ->> 'batch')`,
  speed: sql`coalesce(e.raw_usage ->> 'speed', e.request ->> 'speed')`,
  servedTier: sql`coalesce(e.raw_usage ->> 'service_tier', e.raw_usage ->> 'serviceTier')`,
  hasOtherUnits: sql`(e.lines::text ~ '"class":"(audio|image|video|citation|web|grounded|file|code|rerank|document|annotated|characters)')::text`,
}

/** Concatenated, so that what many events have in common is read once. */
const FACTS = sql`concat(${sql.join(
  FACT_NAMES.map((name) => COLUMNS[name] ?? tag(name)),
  sql.raw(`, '${FACT_SEPARATOR}', `),
)})`

function tag(name: FactName): SQL {
  if (!TAG_FACTS.includes(name)) throw new Error(`no column for ${name}`)
  return sql.raw(`e.tags ->> '${name}'`)
}
