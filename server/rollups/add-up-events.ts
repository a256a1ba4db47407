import { packHistogram } from './latency-histogram.ts'
import { addEvent, addGroup, createSumGroups, type SumCells, type Summand, toRows } from './sum-groups.ts'

/** An event as far as rollups count it. */
export interface CountedEvent extends Summand {
  seriesId: number
  /** The labels of its series. */
  labelIds: readonly number[]
  /** 15-minute step of UTC since 1970. */
  bucket: number
  /** Day of the active zone since 1970. */
  day: number
  /** By whom it is counted; '' without a user. */
  user: string
}

type DayCells = SumCells & { zone_id: number; day: number }

/** Rows for every rollup, added up before the statement. */
export interface ReadySums {
  labels: (SumCells & { label_id: number; bucket: number })[]
  labelDays: (DayCells & { label_id: number; latency: string })[]
  seriesDays: (DayCells & { series_id: number; latency: string })[]
  userDays: (DayCells & { project_id: number; user_id: string })[]
}

/** Adds up events of one project for every rollup, days in the zone `zone_id`: what the statement can do in SQL too. */
export function addUpEvents(
  events: readonly CountedEvent[],
  { project_id, zone_id }: { project_id: number; zone_id: number },
): ReadySums {
  // From fine to coarse, each from the one before: so an event touches few sums.
  const steps = createSumGroups<number>()
  const users = createSumGroups<string>()
  const labelsOf = new Map<number, readonly number[]>()
  const days = new Map<number, number>()
  for (const event of events) {
    addEvent(steps.at(event.seriesId, event.bucket), event)
    addEvent(users.at(event.user, event.day), event)
    labelsOf.set(event.seriesId, event.labelIds)
    days.set(event.bucket, event.day)
  }
  const [labels, labelDays, seriesDays] = [
    createSumGroups<number>(),
    createSumGroups<number>(),
    createSumGroups<number>(),
  ]
  steps.visit((series, bucket, group) => {
    addGroup(seriesDays.at(series, days.get(bucket)!), group)
    for (const label of labelsOf.get(series)!) addGroup(labels.at(label, bucket), group)
  })
  labels.visit((label, bucket, group) => addGroup(labelDays.at(label, days.get(bucket)!), group))
  return {
    labels: toRows(labels, (label_id, bucket) => ({ label_id, bucket })),
    labelDays: toRows(labelDays, (label_id, day, { bins }) => ({
      label_id,
      zone_id,
      day,
      latency: packHistogram(bins),
    })),
    seriesDays: toRows(seriesDays, (series_id, day, { bins }) => ({
      series_id,
      zone_id,
      day,
      latency: packHistogram(bins),
    })),
    userDays: toRows(users, (user_id, day) => ({ project_id, user_id, zone_id, day })),
  }
}
