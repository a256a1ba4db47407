import { isDeepStrictEqual } from 'node:util'
import type { AppContext } from '#server/context.ts'
import { findPriceSource } from '#server/prices/find-price-source.ts'
import { loadPriceBook } from '#server/prices/price-book.ts'
import { repriceEvent, toPriceable } from '#server/prices/reprice-event.ts'
import { toCostLines } from '#server/prices/to-cost-lines.ts'
import type { PriceSource } from '#shared/api/event-detail.ts'
import type { CostLine } from '#shared/api/events.ts'
import type { DetailRow } from './read-detail.ts'

/** Whose price the lines were made with; null where today's knowledge of that instant gives other lines. */
export async function explainPrice(
  ctx: AppContext,
  row: DetailRow & { lines: CostLine[] },
): Promise<PriceSource | null> {
  const projectId = Number(row.projectId)
  const { operation, serviceTier, region } = row.labels
  const { id, provider, model, usageFormat, responseModel, request, costStatus, costPicoUsd } = row
  const stored = {
    projectId,
    id,
    occurredAt: row.timestamp,
    provider,
    model,
    operation,
    serviceTier,
    region,
    usageFormat,
    responseModel,
    request,
    rawUsage: row.usage,
    reportedPicoUsd: row.reportedPicoUsd,
    costStatus,
    costPicoUsd,
  }
  const book = await loadPriceBook(ctx, projectId)
  const { cost } = repriceEvent(ctx, book, stored)
  if (!isDeepStrictEqual(toCostLines(cost.lines), row.lines)) return null
  const at = Date.parse(row.timestamp)
  return findPriceSource(ctx, { book, projectId, event: toPriceable(stored), at })
}
