import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import type { EventDetail, EventDetailQuery } from '#shared/api/event-detail.ts'
import { formatUsd } from '#shared/money.ts'
import { sumOfLines } from '#shared/pricing/check-lines.ts'
import { checkCost } from './check-cost.ts'
import { colourModels } from './colour-models.ts'
import { explainPrice } from './explain-price.ts'
import { readDetail } from './read-detail.ts'

/** One event with the arithmetic of its cost. @throws ClientError 404, also where it may not be seen. */
export async function describeEvent(
  ctx: AppContext,
  query: EventDetailQuery,
  visible: VisibleProjects,
): Promise<EventDetail> {
  const row = await readDetail(ctx, query, visible)
  if (!row) throw notFound('event', query.id)
  const { usageFormat: _, costPicoUsd, reportedPicoUsd, ...detail } = row
  const lines = row.lines ?? []
  const [[listed], priceSource] = await Promise.all([
    colourModels(ctx, [row]),
    explainPrice(ctx, { ...row, lines }),
  ])
  return {
    ...detail,
    ...listed!,
    lines,
    linesUsd: toUsd(sumOfLines(lines)),
    reportedUsd: toUsd(reportedPicoUsd),
    check: checkCost({ status: row.costStatus, costPicoUsd, lines }),
    priceSource,
  }
}

const toUsd = (picoUsd: bigint | string | null) => (picoUsd === null ? null : formatUsd(BigInt(picoUsd)))
