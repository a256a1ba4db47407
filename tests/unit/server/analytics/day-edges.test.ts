import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DayEdge, dayEdges } from '#server/analytics/day-edges.ts'
import type { Period } from '#server/analytics/periods.ts'

const HOUR = 3_600

/** A period over days that begin at `dayStarts`; day 0 is the first of them. */
function periodOf(starts: number[], until: number, dayStarts: number[]): Period {
  const bounds = [...starts.map((start) => Math.min(start, until)), until].map((bound) => {
    const distances = dayStarts.map((start) => Math.abs(start - bound))
    const day = distances.indexOf(Math.min(...distances))
    return { day, start: dayStarts[day]! }
  })
  return { starts, until, end: until, days: { zoneId: 1, bounds } }
}

const withoutSigns = ({ signs: _, ...edge }: DayEdge) => edge

test('buckets that are whole days have no edges', () => {
  const days = [0, 24, 48, 72].map((hours) => hours * HOUR)
  expect(dayEdges(periodOf(days.slice(0, 3), days[3]!, days), true)).toEqual([])
})

test('a day of another zone gains an edge from the day before, which loses it', () => {
  const days = [0, 24, 48, 72].map((hours) => hours * HOUR)
  const period = periodOf([23 * HOUR, 47 * HOUR], 71 * HOUR, days)
  expect(dayEdges(period, true)).toEqual([
    { from: 23 * HOUR, until: 24 * HOUR, day: 0, signs: [{ at: 0, sign: 1 }] },
    {
      from: 47 * HOUR,
      until: 48 * HOUR,
      day: 1,
      signs: [
        { at: 1, sign: 1 },
        { at: 0, sign: -1 },
      ],
    },
    { from: 71 * HOUR, until: 72 * HOUR, day: 2, signs: [{ at: 1, sign: -1 }] },
  ])
  expect(dayEdges(period, false).map(withoutSigns)).toEqual([
    { from: 23 * HOUR, until: 24 * HOUR, day: 0 },
    { from: 71 * HOUR, until: 72 * HOUR, day: 2 },
  ])
})

test('a day that is cut gains its first hours, or loses its last ones, whichever are fewer', () => {
  const days = [0, 24, 48].map((hours) => hours * HOUR)
  expect(dayEdges(periodOf([0, 24 * HOUR], 30 * HOUR, days), false)).toEqual([
    { from: 24 * HOUR, until: 30 * HOUR, day: 1, signs: [{ at: 0, sign: 1 }] },
  ])
  expect(dayEdges(periodOf([0, 24 * HOUR], 45 * HOUR, days), false)).toEqual([
    { from: 45 * HOUR, until: 48 * HOUR, day: 1, signs: [{ at: 0, sign: -1 }] },
  ])
})

/** Days of 22 to 26 hours from time 0 on. */
const dayLengths = fc.array(fc.integer({ min: 88, max: 104 }), { minLength: 12, maxLength: 12 })
function cumulative(first: number, lengths: number[]): number[] {
  const bounds = [first]
  for (const length of lengths) bounds.push(bounds.at(-1)! + length)
  return bounds
}

test('days and edges add up to the buckets, whatever the zones', () => {
  fc.assert(
    fc.property(
      dayLengths,
      fc.array(fc.integer({ min: 88, max: 800 }), { minLength: 2, maxLength: 8 }),
      fc.integer({ min: 104, max: 300 }),
      fc.integer({ min: 0, max: 600 }),
      fc.boolean(),
      (lengths, bucketLengths, first, cutBy, byBucket) => {
        const toSeconds = (quarters: number) => quarters * 900
        const dayStarts = cumulative(0, lengths)
        const bounds = cumulative(first, bucketLengths).filter((at) => at < dayStarts.at(-1)! - 104)
        fc.pre(bounds.length >= 2)
        const until = Math.max(bounds[0]!, bounds.at(-1)! - cutBy)
        const period = periodOf(
          bounds.slice(0, -1).map(toSeconds),
          toSeconds(until),
          dayStarts.map(toSeconds),
        )
        // What happened in each quarter of an hour.
        const happened = (quarter: number) => 1 + ((quarter * 7_919) % 104_729)
        const between = (from: number, to: number) => {
          let sum = 0
          for (let quarter = from; quarter < to; quarter++) sum += happened(quarter)
          return sum
        }
        const edges = dayEdges(period, byBucket)
        const all = [...bounds.slice(0, -1).map((bound) => Math.min(bound, until)), until]
        const outer = byBucket ? [...all.keys()] : [0, all.length - 1]
        for (let i = 0; i + 1 < outer.length; i++) {
          const [from, to] = [outer[i]!, outer[i + 1]!]
          const [firstDay, lastDay] = [period.days!.bounds[from]!.day, period.days!.bounds[to]!.day]
          const ofEdges = edges.flatMap((edge) =>
            edge.signs
              .filter(({ at }) => at === i)
              .map(({ sign }) => sign * between(edge.from / 900, edge.until / 900)),
          )
          const sum = ofEdges.reduce((a, b) => a + b, between(dayStarts[firstDay]!, dayStarts[lastDay]!))
          expect(sum).toBe(between(all[from]!, all[to]!))
        }
        for (const { from, until: to, day } of edges) {
          expect(from / 900).toBeGreaterThanOrEqual(dayStarts[day]!)
          expect(to / 900).toBeLessThanOrEqual(dayStarts[day + 1]!)
          expect(to - from).toBeLessThanOrEqual(13 * HOUR)
        }
      },
    ),
  )
})
