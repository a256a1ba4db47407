import { createHash } from 'node:crypto'

/** Numbers from 0 to 1, the same for the same seed. */
export type Draw = () => number

export type MadeEvent = Record<string, unknown>

export interface Shape {
  feature?: string
  task?: string
  environment?: string
  provider?: string
  model: string
  /** Mean prompt and answer. */
  tokens: [input: number, output: number]
  /** Share by which lengths vary either way. */
  noise?: number
  cacheRead?: number
  cacheWrite?: number
  reasoning?: number
  /** Chance of a 1, by the place in the window from 0 to 1; absent: no score. */
  score?: (at: number) => number
  pilot?: boolean
  /** Part of the window, 0 to 1. */
  since?: number
  until?: number
  /** Of the day, UTC. */
  hours?: [from: number, to: number]
  noUser?: boolean
  /** Different prompts; absent: each is its own. */
  prompts?: number
  /** Every second request is the second attempt of one that failed without a bill. */
  failFirst?: boolean
  /** Share that failed and was billed. */
  failBilled?: number
  /** Share that was cut off and asked again within a minute. */
  cutFirst?: number
  tags?: Record<string, string>
}

const START = Date.parse('2026-05-01T00:00:00Z')
const DAYS = 30
const DAY_MS = 86_400_000

/** Events of one kind, spread evenly over days and drawn within each. */
export function spread(draw: Draw, count: number, shape: Shape): MadeEvent[] {
  const { since = 0, until = 1, hours = [8, 18] } = shape
  const [first, days] = [Math.round(since * DAYS), Math.round((until - since) * DAYS)]
  return Array.from({ length: count }, (_, n) => {
    const day = first + Math.floor((n * days) / count)
    const at = START + day * DAY_MS + (hours[0] + draw() * (hours[1] - hours[0])) * 3_600_000
    return at
  }).flatMap((at) => eventsAt(draw, Math.floor(at), shape))
}

function eventsAt(draw: Draw, at: number, shape: Shape): MadeEvent[] {
  const prompt = shape.prompts ? `shared ${Math.floor(draw() * shape.prompts)}` : `own ${draw()}`
  const event = makeEvent(draw, at, shape, prompt)
  if (shape.failFirst) {
    const usage = {
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
    }
    const failed = { ...event, id: `${event.id}-a`, status: 'error', errorCode: '429', usage, quality: null }
    return [
      failed,
      { ...event, timestamp: iso(at + 2_000), tags: { ...(event.tags as object), attempt: '2' } },
    ]
  }
  if (shape.failBilled && draw() < shape.failBilled)
    return [{ ...event, status: 'error', errorCode: '500', quality: null }]
  if (shape.cutFirst && draw() < shape.cutFirst) {
    const cut = { ...event, id: `${event.id}-a`, tags: { ...(event.tags as object), finishReason: 'length' } }
    return [cut, { ...event, timestamp: iso(at + 40_000) }]
  }
  return [event]
}

function makeEvent(draw: Draw, at: number, shape: Shape, prompt: string): MadeEvent {
  const {
    feature = 'triage',
    task = 'classification',
    environment = 'production',
    provider = 'openai',
  } = shape
  const vary = (mean: number) => Math.round(mean * (1 + (draw() * 2 - 1) * (shape.noise ?? 0.1)))
  const [input, output] = shape.tokens
  const inputTokens = Math.max(vary(input), (shape.cacheRead ?? 0) + (shape.cacheWrite ?? 0))
  const reasoningTokens = shape.reasoning ? vary(shape.reasoning) : 0
  const promptHash = createHash('sha256').update(`${feature} ${prompt}`).digest('hex').slice(0, 8)
  return {
    id: createHash('sha256').update(`${feature} ${shape.model} ${at} ${draw()}`).digest('hex').slice(0, 8),
    timestamp: iso(at),
    provider,
    model: shape.model,
    usage: {
      inputTokens,
      outputTokens: vary(output - (shape.reasoning ?? 0)) + reasoningTokens,
      cacheReadTokens: shape.cacheRead ?? 0,
      cacheWriteTokens: shape.cacheWrite ?? 0,
      reasoningTokens,
    },
    latencyMs: 400 + Math.floor(draw() * 800),
    status: 'success',
    feature,
    team: 'made',
    environment,
    user: shape.noUser ? null : `u${Math.floor(draw() * 300)}`,
    tags: { task, ...(shape.pilot && { experiment: 'pilot' }), ...shape.tags },
    quality: shape.score ? Number(draw() < shape.score((at - START) / (DAYS * DAY_MS))) : null,
    promptHash,
  }
}

const iso = (at: number) => new Date(at).toISOString()
