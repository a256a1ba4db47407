import { DEMO_FEATURES, DEMO_MODELS, type DemoFeature } from './demo-features.ts'
import { toProviderUsage } from './demo-usage.ts'
import { createRandom, type Random } from './random.ts'

const DAY_MS = 86_400_000
const SATURDAY = 6

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
      demoEvent(feature, random, dayStart, `demo-${day}-${feature.feature}-${n}`),
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

function demoEvent(feature: DemoFeature, random: Random, dayStart: Date, id: string) {
  const model = pickModel(feature, random)
  const { provider, dialect, latencyMs } = DEMO_MODELS[model]
  const at = new Date(dayStart.getTime() + timeOfDay(random))
  const failed = random.next() < 0.008
  const prompt = Math.round(feature.inputTokens * random.skewed())
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
    environment: random.next() < 0.93 ? 'production' : 'staging',
    ...(feature.feature && { feature: feature.feature, team: feature.team, task: feature.task }),
    userId: `user-${random.between(1, 400)}`,
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

/** Two thirds of the calls in office hours. */
function timeOfDay(random: Random): number {
  const share = random.next() < 0.66 ? (8 + random.next() * 10) / 24 : random.next()
  return Math.floor(share * DAY_MS)
}
