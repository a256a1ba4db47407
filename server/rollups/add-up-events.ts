import { createSumGroups, type SumCells, type Summand } from './sum-groups.ts'

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
  const users = createSumGroups<string>()
  // Events of one series and bucket go into the same rows: added up first, they go there once.
  const steps = createSumGroups<number>()
  const seriesOf = new Map<number, CountedEvent>()
  const days = new Map<number, number>()
  for (const event of events) {
    steps.addEvent(event.seriesId, event.bucket, event)
    seriesOf.set(event.seriesId, event)
    days.set(event.bucket, event.day)
    users.addEvent(event.user, event.day, event)
  }
  const [labels, labelDays, seriesDays] = [
    createSumGroups<number>(),
    createSumGroups<number>(),
    createSumGroups<number>(),
  ]
  for (const [seriesId, bucket, group] of steps.entries()) {
    const day = days.get(bucket)!
    seriesDays.addGroup(seriesId, day, group)
    for (const label of seriesOf.get(seriesId)!.labelIds) {
      labels.addGroup(label, bucket, group)
      labelDays.addGroup(label, day, group)
    }
  }
  return {
    labels: labels.toRows((label_id, bucket) => ({ label_id, bucket })),
    labelDays: labelDays.toRows((label_id, day) => ({ label_id, zone_id, day })),
    seriesDays: seriesDays.toRows((series_id, day) => ({ series_id, zone_id, day })),
    userDays: users.toRows((user_id, day) => ({ project_id, user_id, zone_id, day })),
  }
}
