import { canonicalProvider } from '#shared/usage/provider-names.ts'
import type { Lever } from '../market/call.ts'
import { isCheaperAs, isStandard } from '../market/sold-tier.ts'
import { PLAIN } from '../search/proposal.ts'
import { DAY_MS, type Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isInteractive, isOrdinary, isScheduled, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

const HOUR_MS = 3_600_000
/** Without a word of who asked: so much of a day's traffic in so few hours is a job. */
const JOB_HOURS = 2
const JOB_SHARE = 0.9

/** Work that nobody waits for, at half the price within a day. */
export const batchApi: Rule = (search, traffic) => {
  const open = select(traffic, (facts) => isOrdinary(facts) && isStandard(facts))
  const silent = open.filter((i) => !isInteractive(traffic, i))
  const scheduled = silent.filter((i) => isScheduled(traffic.factsOf(i)))
  const isSaid = scheduled.length > 0
  const affected = isSaid ? scheduled : silent
  if (!isSaid && (silent.length < open.length || hasOtherTrigger(traffic, silent) || !isJob(traffic, silent)))
    return []
  if (!isLive(traffic, affected, search.to) || !isSold(search, traffic, affected)) return []
  const hours = byTime(traffic, affected, HOUR_MS)
  return [
    {
      ...PLAIN,
      type: 'batch_api',
      scope: scopeOf(traffic, tasksOf(traffic, affected)),
      traffic,
      affected,
      lever: toBatch(canonicalProvider(traffic.provider) === 'google'),
      range: { low: 0.95, high: 1 },
      action: `Send ${traffic.feature} through the batch API.`,
      confidence: isSaid ? 'high' : 'medium',
      reasons: [
        isSaid
          ? 'The requests say that a schedule or a queue sent them.'
          : `No user, no session, no stream, and ${(100 * JOB_SHARE).toFixed(0)} % of them come within ${JOB_HOURS} hours of the day.`,
      ],
      histogram: {
        title: 'Requests by hour of the day (UTC)',
        unit: 'hour',
        bounds: Array.from({ length: 25 }, (_, hour) => hour),
        counts: hours,
      },
      guards: ['nobody waits: no user, no session, no stream', 'requests of the last seven days'],
      risks: ['Answers may take a day; a step that waits for another one waits for both.'],
      effort: 'M',
      formula: 'sum over requests of (cost now - cost of the same request in a batch)',
    },
  ]
}

function tasksOf(traffic: Traffic, affected: Uint32Array): string[] {
  const some = new Set(Array.from(affected, (i) => traffic.factsOf(i).task))
  const all = [...byTask(traffic).keys()]
  return all.every((task) => some.has(task)) ? all : [...some]
}

const hasOtherTrigger = (traffic: Traffic, places: Uint32Array) =>
  places.some((i) => traffic.factsOf(i).trigger !== '')

function byTime(traffic: Traffic, places: Uint32Array, binMs: number): number[] {
  const bins = Array.from({ length: DAY_MS / binMs }, () => 0)
  for (const i of places) bins[Math.floor((traffic.at[i]! % DAY_MS) / binMs)]! += 1
  return bins
}

/** Whether nearly all of it falls into the same two hours of every day, wherever in the day they begin. */
function isJob(traffic: Traffic, places: Uint32Array): boolean {
  const quarters = byTime(traffic, places, HOUR_MS / 4)
  const within = quarters.map((_, first) =>
    Array.from({ length: JOB_HOURS * 4 }, (__, n) => quarters[(first + n) % quarters.length]!).reduce(
      (a, b) => a + b,
    ),
  )
  return places.length >= 50 && Math.max(...within) >= JOB_SHARE * places.length
}

const isSold = ({ market }: Search, traffic: Traffic, places: Uint32Array) =>
  isCheaperAs(market, traffic, 'batch', traffic.at[places[0]!]!)

/** At Gemini what is read from a cache keeps its price: the two discounts do not multiply. */
const toBatch =
  (cacheWins: boolean): Lever =>
  (call) => ({ ...call, serviceTier: 'batch', readsAtStandard: cacheWins })
