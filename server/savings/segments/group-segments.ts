import type { SegmentLabels } from '#shared/api/segments.ts'
import { tierOf } from '../market/call.ts'
import type { CallFacts } from '../traffic/call-facts.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** The requests of a traffic that have all labels in common. */
export interface SegmentPlaces {
  labels: SegmentLabels
  /** Ascending. */
  places: Uint32Array
}

/** Parts a traffic by task, tier and region: its feature, environment and model are one already. */
export function groupSegments(traffic: Traffic): SegmentPlaces[] {
  const { count, facts, dictionary } = traffic
  const numbers = new Map<string, number>()
  const segments: { labels: SegmentLabels; count: number }[] = []
  const numberOf = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const known = numberOf.get(facts[i]!)
    if (known !== undefined) segments[known]!.count += 1
    else numberOf.set(facts[i]!, enter(dictionary[facts[i]!]!))
  }

  function enter(said: CallFacts): number {
    const labels = labelsOf(said)
    const key = JSON.stringify(labels)
    const number = numbers.get(key) ?? segments.push({ labels, count: 0 }) - 1
    numbers.set(key, number)
    segments[number]!.count += 1
    return number
  }

  const grouped = segments.map(({ labels, count: size }) => ({ labels, places: new Uint32Array(size) }))
  const filled = new Uint32Array(grouped.length)
  for (let i = 0; i < count; i++) {
    const number = numberOf.get(facts[i]!)!
    grouped[number]!.places[filled[number]!++] = i
  }
  return grouped
}

function labelsOf(facts: CallFacts): SegmentLabels {
  const { feature, task, environment, operation, provider, model, region } = facts
  return { feature, task, environment, operation, provider, model, serviceTier: tierOf(facts), region }
}
