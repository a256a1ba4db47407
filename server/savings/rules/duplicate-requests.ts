import { isEmbeddingTraffic } from '../market/candidate-filter.ts'
import { PLAIN } from '../search/proposal.ts'
import { constraintOf } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

const TTL_MS = 86_400_000

/** The same prompt again within a day: a cache of answers would have served it. */
export const duplicateRequests: Rule = (search, traffic) => {
  const places = select(traffic, (facts) => isOrdinary(facts) && !facts.personalised)
  const isEmbedding = isEmbeddingTraffic(search, traffic)
  // A vector stays the same for ever, an answer is kept for a day.
  const repeats = findRepeats(traffic, places, isEmbedding ? Number.POSITIVE_INFINITY : TTL_MS)
  const affected = Uint32Array.from(repeats.places)
  if (
    affected.length === 0 ||
    !isLive(traffic, places, search.to) ||
    constraintOf(search, traffic.feature)?.excluded
  )
    return []
  const isCold = affected.every((i) => traffic.factsOf(i).temperature === 0)
  const isCertain = isEmbedding || isCold || repeats.ofSameUser >= 0.9 * affected.length
  return [
    {
      ...PLAIN,
      type: isEmbedding ? 're_embedding' : 'duplicate_requests',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected,
      lever: () => null,
      range: { low: 0.8, high: 1 },
      action: isEmbedding
        ? `Keep the vectors of ${traffic.feature}: the same texts are embedded again.`
        : `Keep the answers of ${traffic.feature} for a day: the same prompts come again.`,
      confidence: isCertain ? 'high' : 'medium',
      reasons: [
        isEmbedding
          ? 'The same text gives the same vector.'
          : isCold
            ? 'All were sent at temperature 0.'
            : `${repeats.ofSameUser} of ${affected.length} repeats come from the user who asked first.`,
      ],
      facts: [
        { name: 'Prompts that come again', value: String(repeats.prompts) },
        { name: 'Repeats of the commonest', value: String(repeats.most) },
      ],
      guards: [
        'repeats after a failure or a cut answer are not counted',
        'attempts beyond the first are not counted',
        'no pilots and no shadow requests',
        'requests of the last seven days',
      ],
      risks: isEmbedding ? [] : ['An answer that depends on more than its prompt must not be kept.'],
      effort: isEmbedding ? 'XS' : 'S',
      formula: isEmbedding
        ? 'sum of the cost of requests whose text was embedded before in these 30 days'
        : 'sum of the cost of requests whose prompt was answered within the 24 hours before',
    },
  ]
}

function findRepeats(traffic: Traffic, places: Uint32Array, ttlMs: number) {
  /** Prompt -> where it was first answered; no objects, for there may be a million prompts. */
  const filled = new Map<number, number>()
  const counts = new Map<number, number>()
  const repeats: number[] = []
  let ofSameUser = 0
  for (const i of places) {
    const prompt = traffic.prompt[i]!
    if (prompt === 0) continue
    const first = filled.get(prompt)
    const isFresh =
      first !== undefined && isAnswer(traffic, first) && traffic.at[i]! - traffic.at[first]! <= ttlMs
    if (!isFresh) {
      filled.set(prompt, i)
      continue
    }
    if (traffic.factsOf(i).attempt > 1 || !isAnswer(traffic, i)) continue
    repeats.push(i)
    counts.set(prompt, (counts.get(prompt) ?? 0) + 1)
    if (traffic.user[i] !== 0 && traffic.user[i] === traffic.user[first]) ofSameUser += 1
  }
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0)
  return { places: repeats, ofSameUser, prompts: counts.size, most }
}

/** Something that could have been kept. */
function isAnswer(traffic: Traffic, i: number): boolean {
  const { failed, finishReason } = traffic.factsOf(i)
  return !failed && !isCut(finishReason)
}

/** The answer ended because it was long enough, not because it was done. */
export const isCut = (finishReason: string): boolean =>
  ['length', 'max_tokens', 'max_output_tokens', 'incomplete'].includes(finishReason)
