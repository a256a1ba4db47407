import { type CallFacts, readFacts } from './call-facts.ts'
import { Traffic, type TrafficRow } from './traffic.ts'

/** Takes requests in the order of time, and sorts them into the traffic of each feature, environment and model. */
export interface TrafficCollector {
  add(facts: string, row: Omit<TrafficRow, 'facts'>): void
  readonly traffic: ReadonlyMap<string, Traffic>
}

export function collectTraffic(): TrafficCollector {
  const dictionary: CallFacts[] = []
  const known = new Map<string, number>()
  const places: Traffic[] = []
  const traffic = new Map<string, Traffic>()

  function learn(text: string): number {
    const facts = readFacts(text)
    const { feature, environment, operation, provider, model } = facts
    const key = JSON.stringify([feature, environment, operation, provider, model])
    const place = traffic.get(key) ?? new Traffic(facts, dictionary)
    traffic.set(key, place)
    places.push(place)
    dictionary.push(facts)
    known.set(text, dictionary.length - 1)
    return dictionary.length - 1
  }

  return {
    traffic,
    add(text, row) {
      const facts = known.get(text) ?? learn(text)
      places[facts]!.add({ ...row, facts })
    },
  }
}
