import type { AppContext } from '#server/context.ts'
import { daysOfBuckets } from '#server/rollups/active-zone.ts'
import { addUpEvents, type ReadySums } from '#server/rollups/add-up-events.ts'
import { placeUsers } from '#server/rollups/place-users.ts'
import type { RollupZone } from '#server/rollups/zone-day.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import type { PendingEvent } from './to-row.ts'

/** What the events add to every rollup, should all of them be new. */
export async function countEvents(
  ctx: AppContext,
  projectId: number,
  zone: RollupZone,
  events: readonly PendingEvent[],
): Promise<ReadySums> {
  const buckets = events.map(({ row }) => Math.floor(Date.parse(row.occurred_at) / (BUCKET_SECONDS * 1000)))
  const days = await daysOfBuckets(ctx, zone, new Set(buckets))
  const counted = events.map(({ row, labelIds }, i) => ({
    seriesId: row.series_id,
    labelIds,
    bucket: buckets[i]!,
    day: days.get(buckets[i]!)!,
    user: row.user_id ?? '',
    costStatus: row.cost_status,
    costPicoUsd: row.cost_pico_usd,
    failed: row.failed,
    latencyMs: row.latency_ms,
    inputTokens: row.input_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    outputTokens: row.output_tokens,
  }))
  const users = await placeUsers(ctx, projectId, zone, counted)
  for (const [i, event] of counted.entries()) event.user = users[i]!
  return addUpEvents(counted, { project_id: projectId, zone_id: zone.id })
}
