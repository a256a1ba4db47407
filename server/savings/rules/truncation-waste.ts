import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { isCut } from './duplicate-requests.ts'
import type { Rule } from './rule.ts'

/** A repeat later than this is another question. */
const SOON_MS = 3_600_000

/** Answers that were cut off and asked for again: too small a limit is paid twice. */
export const truncationWaste: Rule = (search, traffic) => {
  const places = select(traffic, isOrdinary)
  const affected = cutAndAskedAgain(traffic, places)
  if (!isLive(traffic, affected, search.to)) return []
  return [
    {
      ...PLAIN,
      type: 'truncation_waste',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: () => null,
      range: { low: 0.8, high: 1 },
      action: `Raise the limit of output tokens of ${traffic.feature}.`,
      confidence: 'high',
      reasons: ['The same prompt was sent again within an hour of an answer that was cut off.'],
      facts: [{ name: 'Cut off and asked again', value: `${affected.length} of ${places.length} requests` }],
      guards: ['only cut answers that were followed by the same prompt', 'requests of the last seven days'],
      effort: 'XS',
      formula: 'sum of the cost of answers that were cut off and asked for again',
    },
  ]
}

function cutAndAskedAgain(traffic: Traffic, places: Uint32Array): Uint32Array {
  const nextAt = new Map<number, number>()
  const found: number[] = []
  for (let n = places.length - 1; n >= 0; n--) {
    const i = places[n]!
    const prompt = traffic.prompt[i]!
    if (prompt === 0) continue
    const next = nextAt.get(prompt)
    if (isCut(traffic.factsOf(i).finishReason) && next !== undefined && next - traffic.at[i]! <= SOON_MS)
      found.push(i)
    nextAt.set(prompt, traffic.at[i]!)
  }
  return Uint32Array.from(found.reverse())
}
