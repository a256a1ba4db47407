import { mean, varianceOfMean } from '../traffic/quantile.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** When the length of answers changed for good. */
export interface ChangePoint {
  before: Uint32Array
  after: Uint32Array
  /** Epoch milliseconds. */
  since: number
  /** The prompt version that came; '' where none is sent or it did not change. */
  version: string
}

/** So many requests on either side, or the means say nothing. */
const LEAST = 50
/** Standard errors between the means; far beyond what the search for the best cut finds in noise. */
const CLEAR = 6

/** The change of a prompt version with the largest rise of visible output, else the day that parts the answers best. */
export function findChange(traffic: Traffic, places: Uint32Array): ChangePoint | undefined {
  const written = Float64Array.from(places, (i) => traffic.output[i]! - traffic.reasoning[i]!)
  const cuts = versionCuts(traffic, places)
  const best = bestCut(written, cuts.length > 0 ? cuts : dayCuts(traffic, places))
  if (best === undefined) return undefined
  const version = traffic.factsOf(places[best]!).promptVersion
  const isNew = cuts.length > 0
  return {
    before: places.slice(0, best),
    after: places.slice(best),
    since: sinceOf(traffic, places, best),
    version: isNew ? version : '',
  }
}

/** The first request of a day that is the new way stands for the whole day: there were none before it. */
function sinceOf(traffic: Traffic, places: Uint32Array, cut: number): number {
  const at = traffic.at[places[cut]!]!
  const isFirst = startOfDay(traffic.at[places[cut - 1]!]!) < startOfDay(at)
  return isFirst ? startOfDay(at) : at
}

/** Where the version of the prompt changes, if it does so cleanly: two versions side by side are a test. */
function versionCuts(traffic: Traffic, places: Uint32Array): number[] {
  const cuts: number[] = []
  for (let n = 1; n < places.length; n++) {
    const [was, is] = [
      traffic.factsOf(places[n - 1]!).promptVersion,
      traffic.factsOf(places[n]!).promptVersion,
    ]
    if (was !== is) cuts.push(n)
  }
  return cuts.length <= 10 ? cuts : []
}

const startOfDay = (at: number) => Math.floor(at / 86_400_000) * 86_400_000

function dayCuts(traffic: Traffic, places: Uint32Array): number[] {
  const cuts: number[] = []
  for (let n = 1; n < places.length; n++)
    if (startOfDay(traffic.at[places[n]!]!) !== startOfDay(traffic.at[places[n - 1]!]!)) cuts.push(n)
  return cuts
}

function bestCut(values: Float64Array, cuts: readonly number[]): number | undefined {
  let best: number | undefined
  let clearest = CLEAR
  for (const cut of cuts) {
    if (cut < LEAST || values.length - cut < LEAST) continue
    const [before, after] = [values.subarray(0, cut), values.subarray(cut)]
    const error = Math.sqrt(varianceOfMean(before) + varianceOfMean(after))
    const distance = (mean(after) - mean(before)) / (error || Number.MIN_VALUE)
    if (distance > clearest) [best, clearest] = [cut, distance]
  }
  return best
}
