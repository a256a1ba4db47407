import type { ModelName } from '#shared/api/opportunities.ts'
import { fitsTraffic } from '../market/candidate-filter.ts'
import type { Search } from '../search/search.ts'
import { valueLever } from '../search/value.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'

/** The same open weights at a cheaper host. */
export const providerArbitrage: Rule = (search, traffic, comparisons) => {
  const places = select(traffic, isOrdinary)
  const own = search.market.can(traffic)
  if (!own.baseModel || places.length === 0) return []
  // A host that was tried is judged by its scores, like any other candidate.
  const isTried = (to: ModelName) =>
    comparisons.some(
      ({ candidate: { traffic: arm } }) => arm.provider === to.provider && arm.model === to.model,
    )
  const proposals = hostsOf(search, traffic, own.baseModel).flatMap((to) => {
    if (isTried(to)) return []
    const { quantization } = search.market.can(to)
    const isInUse = search.providersInUse.has(to.provider)
    const isCoarser = quantization !== undefined && quantization !== own.quantization
    const proposal = moveModel(search, {
      type: 'provider_arbitrage',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected: places,
      to,
      comparisons: [],
      confidence: isCoarser ? 'low' : 'medium',
      reasons: [
        `${to.provider} serves the same weights (${own.baseModel}).`,
        ...(isInUse ? [] : [`No request of this project went to ${to.provider} in these 30 days.`]),
      ],
      requiresValidation: true,
      samplesNeeded: 100,
      facts: [own, search.market.can(to)].map((can, i) => ({
        name: `Quantisation at ${i === 0 ? traffic.provider : to.provider}`,
        value: can.quantization ?? 'not published',
      })),
      risks: [
        'Rate limits and data terms of the other host are not known here.',
        ...(isInUse
          ? []
          : [`There may be no contract with ${to.provider}: somebody has to agree to it first.`]),
      ],
      effort: isInUse ? 'S' : 'M',
    })
    return proposal ? [proposal] : []
  })
  const saved = (proposal: (typeof proposals)[number]) =>
    valueLever(search, traffic, proposal.affected, proposal.lever).saved
  const [best] = proposals
    .map((proposal) => ({ proposal, saved: saved(proposal) }))
    .sort((a, b) => (a.saved < b.saved ? 1 : -1))
  return best && best.saved > 0n ? [best.proposal] : []
}

function hostsOf(search: Search, traffic: Traffic, baseModel: string): ModelName[] {
  return search.market
    .providers()
    .filter((provider) => provider !== traffic.provider)
    .flatMap((provider) =>
      search.market
        .modelsOf(provider)
        .filter(({ capabilities }) => capabilities.openWeights && capabilities.baseModel === baseModel)
        .map(({ id }) => ({ provider, model: id })),
    )
    .filter(
      (to) => fitsTraffic(search, traffic, select(traffic, isOrdinary), to, false).blocked === undefined,
    )
}
