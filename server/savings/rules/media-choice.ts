import type { ModelName } from '#shared/api/opportunities.ts'
import { fitsTraffic } from '../market/candidate-filter.ts'
import { isSmall } from '../market/small-sibling.ts'
import type { Search } from '../search/search.ts'
import { valueLever } from '../search/value.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { kindOf, seesPictures, wasTested } from './traffic-kind.ts'

/** Pictures are so many tokens at one model that a larger one, which counts them otherwise, costs less. */
export const mediaChoice: Rule = (search, traffic) => {
  const places = select(traffic, isOrdinary)
  const isOpen = kindOf(search, traffic, places) === 'ordinary' && !wasTested(search, traffic)
  if (!isOpen || !seesPictures(traffic, places)) return []
  const own = search.market.can(traffic).imageTokens
  const proposals = alternativesTo(search, traffic, places).flatMap((to) => {
    const size = search.market.can(to).imageTokens
    if (!own || !size) return []
    const proposal = moveModel(search, {
      type: 'media_choice',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected: places,
      to,
      comparisons: [],
      confidence: 'medium',
      reasons: [
        `${traffic.model} counts ${own.base} tokens for a picture and ${own.tile} for each tile of it, ${to.model} ${size.base} and ${size.tile}.`,
        `${to.model} is not sold as the smaller of the two.`,
      ],
      requiresValidation: true,
      samplesNeeded: 100,
      risks: ['No answer of the other model to these requests was scored.'],
    })
    return proposal ? [proposal] : []
  })
  const [best] = proposals
    .map((proposal) => ({
      proposal,
      saved: valueLever(search, traffic, places, proposal.lever).saved,
    }))
    .sort((a, b) => (a.saved < b.saved ? 1 : -1))
  return best && best.saved > 0n ? [best.proposal] : []
}

/** Models of the same provider that read pictures as well, and are no smaller. */
function alternativesTo(search: Search, traffic: Traffic, places: Uint32Array): ModelName[] {
  const { market } = search
  const own = market.model(traffic)
  if (!own) return []
  const { provider } = traffic
  return market
    .modelsOf(provider)
    .filter((model) => model.id !== own.id && (isSmall(own) || !isSmall(model)))
    .map(({ id }) => ({ provider, model: id }))
    .filter((to) => fitsTraffic(search, traffic, places, to, false).blocked === undefined)
}
