import type { SegmentLabels, SegmentSummary } from '#shared/api/segments.ts'
import type { Steps } from '../search/steps.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { groupSegments } from './group-segments.ts'
import { sumCost, summariseSegment } from './summarise-segment.ts'

export interface FoundSegment {
  labels: SegmentLabels
  summary: SegmentSummary
  costPicoUsd: bigint
  /** Epoch milliseconds. */
  firstSeen: number
  lastSeen: number
}

/** The most expensive ones are kept: a label that is new in every request would make as many segments. */
const MOST_SEGMENTS = 2_000

/** The segments of a project from its events in memory, in steps of one each. */
export function* findSegments(all: readonly Traffic[]): Steps<FoundSegment[]> {
  const grouped: (ReturnType<typeof groupSegments>[number] & { traffic: Traffic; cost: bigint })[] = []
  for (const traffic of all) {
    for (const each of groupSegments(traffic))
      grouped.push({ ...each, traffic, cost: sumCost(traffic, each.places) })
    yield
  }
  grouped.sort((a, b) => (a.cost === b.cost ? b.places.length - a.places.length : a.cost < b.cost ? 1 : -1))
  const found: FoundSegment[] = []
  for (const { labels, places, traffic, cost } of grouped.slice(0, MOST_SEGMENTS)) {
    const [firstSeen, lastSeen] = [traffic.at[places[0]!]!, traffic.at[places.at(-1)!]!]
    found.push({
      labels,
      summary: summariseSegment(traffic, places),
      costPicoUsd: cost,
      firstSeen,
      lastSeen,
    })
    yield
  }
  return found
}
