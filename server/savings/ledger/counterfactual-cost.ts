import type { AppContext } from '#server/context.ts'
import { priceUsage } from '#server/prices/price-usage.ts'
import type { StoredEvent } from '#server/prices/read-stored-events.ts'
import { toPriceable } from '#server/prices/reprice-event.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { PicoUsd } from '#shared/money.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import type { TokenFactors } from '../market/guess-tokens.ts'
import { changeUsage } from '../simulate/change-usage.ts'

/**
 * What a routed request would have cost under the model that it used before, by the prices of its own instant and
 * with the tokens that were served, times what the old model was measured to take; null where nobody can say.
 */
export function counterfactualCost(
  ctx: AppContext,
  book: PriceBook,
  event: StoredEvent & { routedFrom: string | null },
  finding: Finding,
): PicoUsd | null {
  const call = toPriceable(event)
  const read = call.usage ? normaliseUsage(call.usage, call) : null
  if (!read?.ok || event.routedFrom === null) return null
  const { responseModel: _, ...asked } = call
  const model = event.routedFrom
  const isHere = resolveModel(ctx.catalogue, { provider: event.provider, model }) !== undefined
  const provider = model === finding.from.model || !isHere ? finding.from.provider : event.provider
  const isOther = canonicalProvider(provider) !== canonicalProvider(event.provider)
  const usage = isOther
    ? changeUsage(read.usage, {
        factors: measuredFactors(finding),
        losesCaches: false,
        cacheReadPercent: undefined,
      })
    : read.usage
  const { serviceTier: __, request: ___, ...elsewhere } = asked
  const then = { ...(isOther ? elsewhere : asked), provider, model }
  const served = isOther ? {} : read.served
  const cost = priceUsage(ctx.catalogue, book, then, { usage, served }, Date.parse(event.occurredAt))
  return cost.status === 'priced' ? cost.amount : null
}

/** Tokens of the old model for one of the new one, as measured on the same work; 1 where nothing was. */
function measuredFactors({ evidence }: Finding): TokenFactors {
  const arms = evidence.quality.find(
    ({ current, candidate }) => current.inputTokens && candidate.inputTokens && candidate.outputTokens,
  )
  if (!arms) return { input: 1, output: 1, reasoning: 1 }
  const { current, candidate } = arms
  const output = (current.outputTokens ?? candidate.outputTokens!) / candidate.outputTokens!
  return { input: current.inputTokens! / candidate.inputTokens!, output, reasoning: output }
}
