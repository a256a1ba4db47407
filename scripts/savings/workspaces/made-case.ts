import type { Expectation, Prohibition, Scenario } from '../case-folder.ts'
import { type Draw, type MadeEvent, type Shape, spread } from '../made-events.ts'

/** A workspace that is invented, and what must come of it. */
export interface MadeCase extends Scenario {
  events: (draw: Draw) => MadeEvent[]
}

export const OPENAI = (model: string) => ({ provider: 'openai', model })
export const CLAUDE = (model: string) => ({ provider: 'anthropic', model })
export const TOGETHER = { provider: 'together', model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo' }
export const GROQ = { provider: 'groq', model: 'llama-3.3-70b-versatile' }

/** Would be foolish, whatever its amount. */
export const never = (feature: string, reason: string, type = '*'): Prohibition => ({
  type,
  scope: { feature },
  reason,
})

/** Must be there, whatever its amount: unit tests check those. */
export const must = (
  type: string,
  feature: string,
  from: Expectation['from'],
  extra: Partial<Expectation> = {},
): Expectation => ({
  type,
  scope: { feature },
  from: from!,
  confidenceMin: 'low',
  confidenceMax: 'high',
  ...extra,
})

/** Must be there with an amount that was worked out by hand from the notes, and its tolerance in percent. */
export const found = (
  type: string,
  feature: string,
  from: Expectation['from'],
  [usd, percent]: [string, number],
  extra: Partial<Expectation> = {},
): Expectation => ({
  type,
  scope: { feature },
  from: from!,
  savingsUsdMonthly: usd,
  tolerancePct: percent,
  confidenceMin: 'high',
  confidenceMax: 'high',
  ...extra,
})

export const LOW = { confidenceMin: 'low', confidenceMax: 'low' }
export const MEDIUM = { confidenceMin: 'medium', confidenceMax: 'medium' }

export const both = (draw: Draw, a: [number, Shape], b: [number, Shape]): MadeEvent[] => [
  ...spread(draw, ...a),
  ...spread(draw, ...b),
]
