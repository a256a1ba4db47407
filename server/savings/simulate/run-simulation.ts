import type { AppContext } from '#server/context.ts'
import { loadPriceBook } from '#server/prices/price-book.ts'
import type { EventCursor } from '#server/prices/read-stored-events.ts'
import { toPriceable } from '#server/prices/reprice-event.ts'
import type { RunSimulation, Simulation, SimulationLine } from '#shared/api/simulations.ts'
import { formatUsd } from '#shared/money.ts'
import { compareLatency } from './compare-latency.ts'
import { compareQuality } from './compare-quality.ts'
import { findEffects } from './find-effects.ts'
import { countScopeEvents, readScopeEvents, type ScopeOfEvents } from './read-scope-events.ts'
import { simulateEvent } from './simulate-event.ts'
import { createSimulationSums, monthlySaving } from './simulation-sums.ts'

const DAY_MS = 86_400_000

/**
 * Prices the events in scope again, page by page, as if something had been other; tells after each page how far it is,
 * and at last the result. Nothing is stored.
 */
export async function* runSimulation(ctx: AppContext, wanted: RunSimulation): AsyncGenerator<SimulationLine> {
  const to = ctx.clock()
  const from = new Date(to.getTime() - wanted.days * DAY_MS)
  const of: ScopeOfEvents = { projectId: Number(wanted.projectId), scope: wanted.scope, from, to }
  const [total, book] = await Promise.all([countScopeEvents(ctx, of), loadPriceBook(ctx, of.projectId)])
  const sums = createSimulationSums(wanted)
  let after: EventCursor | null = null
  for (let done = 0; !ctx.stopping.aborted; ) {
    yield { kind: 'progress', done, of: total }
    const page = await readScopeEvents(ctx, of, after)
    for (const event of page) {
      const { occurredAt, costPicoUsd } = event
      const cost = simulateEvent(ctx, book, toPriceable(event), wanted.change, Date.parse(occurredAt))
      sums.add(occurredAt.slice(0, 10), costPicoUsd === null ? null : BigInt(costPicoUsd), cost)
    }
    done += page.length
    after = page.at(-1) ?? null
    if (after === null) break
  }
  yield { kind: 'result', simulation: await toSimulation(ctx, wanted, of, sums.finish()) }
}

async function toSimulation(
  ctx: AppContext,
  wanted: RunSimulation,
  of: ScopeOfEvents,
  sums: ReturnType<ReturnType<typeof createSimulationSums>['finish']>,
): Promise<Simulation> {
  const { requests, simulated, leftOut, currentPicoUsd, simulatedPicoUsd, days } = sums
  const { low, expected, high } = simulatedPicoUsd
  const [latency, quality, opportunities] = await Promise.all([
    compareLatency(ctx, of, wanted.change.model),
    compareQuality(ctx, of, wanted.change.model),
    findEffects(ctx, wanted, { currentPicoUsd, expectedPicoUsd: expected }),
  ])
  return {
    range: { from: of.from.toISOString(), to: of.to.toISOString() },
    requests,
    simulated,
    leftOut,
    currentUsd: formatUsd(currentPicoUsd),
    simulatedUsd: { lowUsd: formatUsd(low), expectedUsd: formatUsd(expected), highUsd: formatUsd(high) },
    savingUsdMonthly: monthlySaving(currentPicoUsd, simulatedPicoUsd, wanted.days),
    latency,
    quality,
    days,
    opportunities,
  }
}
