import { PLAIN } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** What is assumed of one's own machines; docs/savings.md says so. */
const USD_AN_HOUR = 3
const OPERATIONS_USD = 3_000
const HOURS = 730
const LEAST_REPLICAS = 2
/** Output tokens a second of one accelerator for 70 billion weights, and accelerators of a replica. */
const SPEED_OF_70B = 1_000
const GPUS_OF_70B = 2
/** Anything less is eaten by what was not counted. */
const WORTH = 0.2

/** Machines of one's own for open weights, where they would be busy enough. Nearly always silent, and rightly so. */
export const selfHosting: Rule = (search, traffic) => {
  const own = search.market.can(traffic)
  const places = select(traffic, isOrdinary)
  if (!own.openWeights || !own.baseModel || !isLive(traffic, places, search.to)) return []
  const plan = planMachines(search, traffic, places, own.baseModel)
  if (!plan || plan.apiUsd - plan.hostUsd <= WORTH * plan.apiUsd) return []
  const share = 1 - plan.hostUsd / plan.apiUsd
  return [
    {
      ...PLAIN,
      type: 'self_hosting',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected: places,
      // What machines cost does not depend on the requests: each bears its part.
      lever: () => null,
      range: { low: 0.5 * share, high: share },
      action: `Look into running ${own.baseModel} on ${plan.replicas} replicas of your own.`,
      confidence: 'low',
      reasons: ['Prices of machines, their speed and the work to run them are assumptions.'],
      facts: [
        { name: 'Machines', value: `$${plan.hostUsd.toFixed(0)} a month for ${plan.replicas} replicas` },
        { name: 'Busy', value: `${(100 * plan.utilisation).toFixed(0)} % of the time` },
      ],
      guards: ['the peak fits', 'the cheapest host is not cheaper'],
      requiresValidation: true,
      effort: 'XL',
      formula: `cost now - ${plan.replicas} replicas x ${plan.gpus} accelerators x $${USD_AN_HOUR} x ${HOURS} h - $${OPERATIONS_USD}`,
    },
  ]
}

function planMachines(search: Search, traffic: Traffic, places: Uint32Array, baseModel: string) {
  const billions = Number(/(\d+(?:\.\d+)?)b\b/i.exec(baseModel)?.[1] ?? Number.NaN)
  if (!(billions > 0)) return undefined
  const gpus = Math.max(1, Math.ceil((billions / 70) * GPUS_OF_70B))
  const speed = ((SPEED_OF_70B * 70) / billions) * gpus
  const perHour = new Map<number, number>()
  let [output, cost] = [0, 0n]
  for (const i of places) {
    const hour = Math.floor(traffic.at[i]! / 3_600_000)
    perHour.set(hour, (perHour.get(hour) ?? 0) + traffic.output[i]!)
    output += traffic.output[i]!
    if (traffic.cost[i]! > 0n) cost += traffic.cost[i]!
  }
  const month = 30 / search.days
  const peak = [...perHour.values()].reduce((a, b) => Math.max(a, b), 0) / 3_600
  const replicas = Math.max(LEAST_REPLICAS, Math.ceil(peak / speed))
  return {
    gpus,
    replicas,
    apiUsd: (Number(cost) / 1e12) * month,
    hostUsd: replicas * gpus * USD_AN_HOUR * HOURS + OPERATIONS_USD,
    utilisation: (output * month) / (replicas * speed * HOURS * 3_600),
  }
}
