import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { CostStatus } from '#shared/api/cost-status.ts'
import type { RepriceFilter } from '#shared/api/prices.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'

/** An event as far as its price depends on it, and what it costs now. */
export interface StoredEvent {
  projectId: number
  id: string
  /** Microseconds, UTC. */
  occurredAt: string
  provider: string
  model: string
  operation: string
  serviceTier: string
  region: string
  usageFormat: string | null
  responseModel: string | null
  request: UsageEvent['request'] | null
  rawUsage: Record<string, unknown> | null
  reportedPicoUsd: string | null
  costStatus: CostStatus
  costPicoUsd: string | null
}

/** The place of an event in the order in which all are read. */
export interface EventCursor {
  projectId: number
  occurredAt: string
  id: string
}

const PAGE = 1_000

/** The next events that the filter matches, by project, time and id; none at the end. */
export async function readStoredEvents(
  ctx: AppContext,
  filter: RepriceFilter,
  after: EventCursor | null,
): Promise<StoredEvent[]> {
  const rows = await ctx.db.execute<StoredEvent & Record<string, unknown>>(sql`
    select ${STORED_COLUMNS} from usage_events e join series s on s.id = e.series_id
    where ${toConditions(filter)} and ${isAfter(after)}
    order by e.project_id, e.occurred_at, e.id limit ${PAGE}`)
  return [...rows]
}

/** The label as it was sent, also where the series counts it as `__other__`. */
const sent = (label: string, column = label) =>
  sql.raw(`coalesce(e.sent_labels ->> '${label}', s.${column}) as "${label}"`)

/** A `StoredEvent`, from `usage_events e` and their `series s`. */
export const STORED_COLUMNS = sql`e.project_id as "projectId", e.id,
  to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt",
  ${sent('provider')}, ${sent('model')}, ${sent('operation')}, ${sent('serviceTier', 'service_tier')},
  ${sent('region')},
  e.usage_format as "usageFormat", e.response_model as "responseModel", e.request, e.raw_usage as "rawUsage",
  e.reported_pico_usd::text as "reportedPicoUsd", e.cost_status as "costStatus",
  e.cost_pico_usd::text as "costPicoUsd"`

function toConditions({ projectId, provider, model, from, to, only }: RepriceFilter): SQL {
  return sql.join(
    [
      projectId === null ? sql`true` : sql`e.project_id = ${Number(projectId)}`,
      provider === null ? sql`true` : sql`coalesce(e.sent_labels ->> 'provider', s.provider) = ${provider}`,
      model === null ? sql`true` : sql`coalesce(e.sent_labels ->> 'model', s.model) = ${model}`,
      from === null ? sql`true` : sql`e.occurred_at >= ${from}::timestamptz`,
      to === null ? sql`true` : sql`e.occurred_at < ${to}::timestamptz`,
      only === 'all' ? sql`true` : sql`e.cost_status in ('unpriced', 'invalid', 'partial')`,
    ],
    sql` and `,
  )
}

/** Continues behind the last event of the page before. */
export const isAfter = (cursor: EventCursor | null) =>
  cursor === null
    ? sql`true`
    : sql`(e.project_id, e.occurred_at, e.id) > (${cursor.projectId}, ${cursor.occurredAt}::timestamptz, ${cursor.id})`
