import { callOf } from '../market/call.ts'
import { PLAIN } from '../search/proposal.ts'
import { constraintOf, type Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** Data that are kept in a place for a surcharge, where nobody has said that they must be. */
export const residencyUplift: Rule = (search, traffic) => {
  const dearer = dearerRegions(search, traffic)
  const affected = select(traffic, (facts) => isOrdinary(facts) && dearer.has(facts.region))
  if (!isLive(traffic, affected, search.to) || isBound(search, traffic.feature)) return []
  const regions = [...dearer.keys()].join(', ')
  return [
    {
      ...PLAIN,
      type: 'residency_uplift',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: (call) => ({ ...call, region: '' }),
      range: { low: 1, high: 1 },
      action: `Send ${traffic.feature} without a region, if nothing demands that its data stay in ${regions}.`,
      confidence: 'low',
      reasons: ['No request and no setting says that the data must stay there; a contract or a law may.'],
      facts: [...dearer].map(([region, factor]) => ({
        name: `Surcharge of ${region}`,
        value: `${(100 * (factor - 1)).toFixed(0)} %`,
      })),
      guards: [
        'no request of the feature says where its data must stay, under any model',
        'no residency is set for the feature',
        'requests of the last seven days',
      ],
      risks: ['Whoever answers for compliance has to agree first.'],
      requiresValidation: true,
      effort: 'S',
      formula: 'sum over requests of (cost now - cost of the same request without a region)',
    },
  ]
}

/** Somebody has said where the data of a feature must stay. */
function isBound(search: Search, feature: string): boolean {
  const isSaid = (residency: string) => residency !== '' && residency !== 'global'
  if (isSaid(constraintOf(search, feature)?.residency?.toLowerCase() ?? '')) return true
  return search.traffic.some(
    (each) =>
      each.feature === feature && select(each, ({ dataResidency }) => isSaid(dataResidency)).length > 0,
  )
}

/** Regions for which more is charged than for none, with the factor at their first request. */
function dearerRegions({ market }: Search, traffic: Traffic): Map<string, number> {
  const factors = new Map<string, number>()
  for (let i = 0; i < traffic.count; i++) {
    const { region } = traffic.factsOf(i)
    if (factors.has(region)) continue
    const call = callOf(traffic, i)
    const [now, then] = [market.price(call), market.price({ ...call, region: '' })]
    // What cost nothing, or cannot be priced, says nothing of its region.
    if (now !== null && then !== null && then > 0n) factors.set(region, Number(now) / Number(then))
  }
  return new Map([...factors].filter(([, factor]) => factor > 1))
}
