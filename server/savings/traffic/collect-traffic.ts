import { type CallFacts, readFacts } from './call-facts.ts'
import { Traffic, type TrafficRow } from './traffic.ts'
import { workOf } from './work-of.ts'

/** Takes requests in the order of time, and sorts them into the traffic of each feature, environment and model. */
export interface TrafficCollector {
  /** The index of facts that `readFacts` reads. */
  learn(facts: string): number
  /** Undefined: beyond what a search can hold. */
  trafficOf(facts: number): Traffic | undefined
  add(facts: string, row: Omit<TrafficRow, 'facts'>): void
  readonly traffic: ReadonlyMap<string, Traffic>
}

/** Features and models beyond have too few requests each to be worth anybody's time. */
const MOST_TRAFFIC = 5_000
/** Apps may say something else of each request, such as a number of tokens: beyond, only its labels are kept. */
const MOST_FACTS = 50_000
const NOWHERE = -1

export function collectTraffic(): TrafficCollector {
  const dictionary: CallFacts[] = []
  const known = new Map<string, number>()
  const places: (Traffic | undefined)[] = []
  const traffic = new Map<string, Traffic>()

  function learn(text: string): number {
    const index = known.get(text)
    if (index !== undefined) return index
    const facts = readFacts(text)
    if (dictionary.length < MOST_FACTS) return enter(text, facts)
    const brief = labelsOf(facts)
    const key = JSON.stringify(brief)
    return known.get(key) ?? (dictionary.length < 2 * MOST_FACTS ? enter(key, brief) : NOWHERE)
  }

  function enter(key: string, facts: CallFacts): number {
    places.push(placeOf(facts))
    known.set(key, dictionary.push(facts) - 1)
    return dictionary.length - 1
  }

  function placeOf(facts: CallFacts): Traffic | undefined {
    const { feature, environment, operation, provider, model } = facts
    const key = JSON.stringify([feature, environment, workOf(operation), provider, model])
    if (!traffic.has(key) && traffic.size < MOST_TRAFFIC) traffic.set(key, new Traffic(facts, dictionary))
    return traffic.get(key)
  }

  return {
    traffic,
    learn,
    trafficOf: (facts) => places[facts],
    add(text, row) {
      const facts = learn(text)
      places[facts]?.add({ ...row, facts })
    },
  }
}

/** Without what may be another number in every request. What it is made of is then unknown, so no model is proposed. */
const labelsOf = (facts: CallFacts): CallFacts => ({
  ...facts,
  promptVersion: '',
  temperature: Number.NaN,
  attempt: Math.min(facts.attempt, 2),
  prefixTokens: 0,
  images: 0,
  imageTokens: 0,
  imageTiles: 0,
  hasOtherUnits: true,
})
