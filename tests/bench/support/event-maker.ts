import { randomBytes } from 'node:crypto'
import { createRandom, type Random } from '#server/demo/random.ts'
import { makeEventId } from '#server/ingest/event-id.ts'
import { type LabelSet, makeLabelSets } from './label-sets.ts'

export interface EventMaker {
  /** Another event, of a label set drawn by its frequency. */
  next(at: Date): object
  /** One event of each label set. */
  ofEachSet(at: Date): object[]
}

/** Makes events as an app in production sends them: 21 fields, time-ordered ids, usage as the provider returned it. */
export function createEventMaker(seed: string): EventMaker {
  const sets = makeLabelSets(seed)
  const draw = createDraw(sets)
  const random = createRandom(`${seed} events`)
  return {
    next: (at) => makeEvent(draw(random), at, random),
    ofEachSet: (at) => sets.map((set) => makeEvent(set, at, random)),
  }
}

/** By Zipf's law: the second most frequent set occurs half as often as the first, the tenth a tenth as often. */
function createDraw(sets: LabelSet[]): (random: Random) => LabelSet {
  let sum = 0
  const upTo = sets.map((_, rank) => (sum += 1 / (rank + 1)))
  return (random) => {
    const place = random.next() * sum
    let [low, high] = [0, sets.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > place) high = middle
      else low = middle + 1
    }
    return sets[low]!
  }
}

function makeEvent(set: LabelSet, at: Date, random: Random): object {
  const failed = random.next() < 0.01
  const latencyMs = Math.round(1_500 * random.skewed())
  return {
    id: makeEventId(at.getTime()),
    timestamp: at.toISOString(),
    ...set,
    operation: 'chat',
    serviceTier: set.provider === 'openai' ? 'default' : 'standard',
    usage: makeUsage(set.provider, random),
    latencyMs,
    timeToFirstTokenMs: Math.round(latencyMs * 0.2),
    status: failed ? 'error' : 'ok',
    ...(failed && { errorCode: 'overloaded' }),
    userId: `user-${random.between(1, 5_000)}`,
    sessionId: `session-${random.between(1, 50_000)}`,
    traceId: randomBytes(16).toString('hex'),
    promptHash: randomBytes(8).toString('hex'),
    responseModel: set.model,
    quality: Math.round(random.next() * 100) / 100,
    tags: { release: `2026.${random.between(1, 40)}`, region: random.pick(['eu', 'us']) },
  }
}

function makeUsage(provider: string, random: Random): object {
  const prompt = Math.round(3_000 * random.skewed())
  const cached = random.next() < 0.5 ? 0 : Math.floor(prompt / 256) * 128
  const output = Math.round(400 * random.skewed())
  switch (provider) {
    case 'anthropic':
      return {
        input_tokens: prompt - cached,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: cached,
        output_tokens: output,
        service_tier: 'standard',
      }
    case 'google':
      return {
        promptTokenCount: prompt,
        cachedContentTokenCount: cached,
        candidatesTokenCount: output,
        totalTokenCount: prompt + output,
      }
    default:
      return {
        prompt_tokens: prompt,
        completion_tokens: output,
        total_tokens: prompt + output,
        prompt_tokens_details: { cached_tokens: cached },
        completion_tokens_details: { reasoning_tokens: Math.round(output / 4) },
      }
  }
}
