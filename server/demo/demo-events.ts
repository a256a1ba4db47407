import { DEMO_FEATURES, DEMO_MODELS, type DemoFeature } from './demo-features.ts'
import { toProviderUsage } from './demo-usage.ts'
import { createRandom, type Random } from './random.ts'

const DAY_MS = 86_400_000
const SATURDAY = 6
/** Share of the requests that stay with the old model, to compare. */
const HELD_BACK = 0.08

/**
 * The invented events of one UTC day, oldest first, up to `now`. They depend on the seed, the day and its place
 * in the whole (0 to 1) only, with ids of their own: loading them again stores nothing twice.
 */
export function demoEventsOfDay(seed: string, dayStart: Date, progress: number, now: Date): object[] {
  const day = dayStart.toISOString().slice(0, 10)
  const events = DEMO_FEATURES.flatMap((feature) => {
    const random = createRandom(`${seed} ${day} ${feature.feature}`)
    const calls = Math.round(
      feature.callsADay * dayFactor(feature, dayStart, progress) * (0.9 + random.next() * 0.2),
    )
    return Array.from({ length: calls }, (_, n) =>
      demoEvent(feature, random, dayStart, now, `demo-${day}-${feature.feature}-${n}`),
    )
  })
  const happened = events.filter((event) => Date.parse(event.timestamp) <= now.getTime())
  return happened.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1))
}

function dayFactor({ growth, everyDay }: DemoFeature, day: Date, progress: number): number {
  const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === SATURDAY
  const weekend = isWeekend ? (everyDay ? 0.65 : 0.28) : 1
  return weekend * (1 + growth * progress)
}

function demoEvent(feature: DemoFeature, random: Random, dayStart: Date, now: Date, id: string) {
  const { model, right, ...how } = pickWay(feature, random, dayStart, now)
  const { provider, dialect, latencyMs } = DEMO_MODELS[model]
  const at = new Date(dayStart.getTime() + (feature.isJob ? timeOfNight(random) : timeOfDay(random)))
  const failed = random.next() < 0.008
  const prompt = Math.round(promptOf(feature, random))
  const output = dialect === 'embeddings' ? 0 : Math.round(feature.outputTokens * random.skewed())
  const tokens = {
    prompt,
    cached: cachedPart(feature, prompt, random),
    output,
    reasoning: Math.round(output * 0.3),
  }
  return {
    id,
    timestamp: at.toISOString(),
    provider,
    model,
    operation: dialect === 'embeddings' ? 'embeddings' : 'chat',
    environment: feature.isLive || random.next() < 0.93 ? 'production' : 'staging',
    ...(feature.feature && { feature: feature.feature, team: feature.team, task: feature.task }),
    ...(!feature.isJob && { userId: `user-${random.between(1, 400)}` }),
    ...how,
    ...(right !== undefined && !failed && { quality: Number(random.next() < right) }),
    latencyMs: Math.round(latencyMs * random.skewed()),
    ...(failed
      ? {
          status: 'error',
          errorCode: random.pick(['rate_limit', 'overloaded', 'timeout']),
          usage: toProviderUsage(dialect, { ...tokens, output: 0, reasoning: 0 }),
        }
      : { usage: toProviderUsage(dialect, tokens) }),
  }
}

/** Which model answers, how likely it is right, and what the call says of itself. */
function pickWay(feature: DemoFeature, random: Random, day: Date, now: Date) {
  const { right, pilot, isJob, prefixTokens, leftModel } = feature
  const tags = {
    ...(isJob && { trigger: 'cron' }),
    ...(prefixTokens && { prefixTokens: String(prefixTokens) }),
  }
  const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1)
  if (leftModel && day.getTime() < lastMonth) return { model: leftModel, right, tags }
  if (leftModel && random.next() < HELD_BACK)
    return { model: leftModel, right, tags: { ...tags, experiment: 'control' } }
  if (leftModel) return { model: feature.models[0]!.model, right, routedFrom: leftModel, tags }
  if (pilot && random.next() < pilot.share)
    return { model: pilot.model, right: pilot.right, tags: { ...tags, experiment: 'pilot' } }
  return { model: pickModel(feature, random), right, tags }
}

/** What every prompt begins with is as long each time; the rest is not. */
function promptOf({ inputTokens, prefixTokens = 0 }: DemoFeature, random: Random): number {
  return prefixTokens + (inputTokens - prefixTokens) * random.skewed()
}

function pickModel({ models }: DemoFeature, random: Random) {
  let place = random.next()
  for (const { model, share } of models) {
    if (place < share) return model
    place -= share
  }
  return models[0]!.model
}

/** Providers cache in steps of 128 tokens, from 1,024 on; a quarter of the calls comes too late for the cache. */
function cachedPart({ cached }: DemoFeature, prompt: number, random: Random): number {
  if (prompt < 1_024 || random.next() < 0.25) return 0
  return Math.min(prompt, Math.floor((prompt * cached) / 128) * 128)
}

/** From two to three o'clock. */
const timeOfNight = (random: Random) => Math.floor(((2 + random.next()) / 24) * DAY_MS)

/** Two thirds of the calls in office hours. */
function timeOfDay(random: Random): number {
  const share = random.next() < 0.66 ? (8 + random.next() * 10) / 24 : random.next()
  return Math.floor(share * DAY_MS)
}
