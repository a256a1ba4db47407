import { CHANGE_KINDS, type ChangeKind } from '#shared/api/spend-changes.ts'
import { type Fraction, fraction, per, plus, roundFraction, times } from './fraction.ts'

export const TOKEN_SIDES = ['input', 'cacheRead', 'cacheWrite', 'output'] as const
export type TokenSide = (typeof TOKEN_SIDES)[number]
const PROMPT_SIDES = ['input', 'cacheRead', 'cacheWrite'] as const

/** What a model did for a feature in one period. */
export interface Usage {
  requests: bigint
  /** The known cost, in any one unit. */
  cost: bigint
  tokens: Record<TokenSide, bigint>
  /** List price of a token of each side: of those used, on average. Null where one is not known. */
  prices: Record<TokenSide, Fraction> | null
}

/** A model and a feature in both periods, and the requests of all models of the feature. */
export interface Pair {
  previous: Usage
  current: Usage
  featureRequests: Record<'previous' | 'current', bigint>
}

export type SplitChange = Record<ChangeKind, bigint>

/**
 * Splits the change of a cost by putting one thing after another in the place of what it was: decision 0008. Each
 * step is computed exactly and its running total rounded, so that the parts add up to the change to the last digit.
 */
export function splitChange(pair: Pair): SplitChange {
  const running = runningCosts(pair)
  let before = pair.previous.cost
  const parts = CHANGE_KINDS.map((kind) => {
    const after = kind === 'rest' ? pair.current.cost : roundFraction(running[kind])
    const part = after - before
    before = after
    return [kind, part] as const
  })
  return Object.fromEntries(parts) as SplitChange
}

type Running = Record<Exclude<ChangeKind, 'rest'>, Fraction>

/** What it would have cost after each step. */
function runningCosts({ previous, current, featureRequests }: Pair): Running {
  const now = fraction(current.cost)
  // A feature that is new is volume, and a model that is new in its feature is mix: they have no past to compare.
  if (featureRequests.previous === 0n) return fill({}, now)
  const volume = fraction(previous.cost * featureRequests.current, featureRequests.previous)
  if (previous.requests === 0n) return fill({ volume }, now)
  const mix = fraction(previous.cost * current.requests, previous.requests)
  if (current.requests === 0n) return fill({ volume }, mix)
  return { volume, mix, ...listSteps(previous, current, mix) }
}

/** The steps from the mix on take what it cost as a multiple of what the list asks for the tokens. */
function listSteps(previous: Usage, current: Usage, mix: Fraction): Omit<Running, 'volume' | 'mix'> {
  const { prices: before } = previous
  const { prices: after } = current
  const list = before && listCost(previous.tokens, before)
  if (!before || !after || !list || list.digits === 0n) return fill({}, mix)
  const multiple = per(fraction(previous.cost), list)
  const perRequest = fraction(current.requests, previous.requests)
  const [promptWas, promptIs] = [promptOf(previous.tokens), promptOf(current.tokens)]
  const promptList = listCost(previous.tokens, before, PROMPT_SIDES)
  const cached = listCost(current.tokens, before, PROMPT_SIDES)
  // Without a prompt before, today's is taken as it is cached today.
  const prompt = promptWas === 0n ? cached : times(promptList, fraction(promptIs, promptWas))
  const outputWas = times(listCost(previous.tokens, before, ['output']), perRequest)
  const output = listCost(current.tokens, before, ['output'])
  return {
    promptLength: times(multiple, plus(prompt, outputWas)),
    outputLength: times(multiple, plus(prompt, output)),
    cache: times(multiple, plus(cached, output)),
    price: times(multiple, listCost(current.tokens, after)),
  }
}

export const promptOf = (tokens: Usage['tokens']) =>
  PROMPT_SIDES.reduce((sum, side) => sum + tokens[side], 0n)

/** What the list asks for so many tokens. */
export function listCost(
  tokens: Usage['tokens'],
  prices: NonNullable<Usage['prices']>,
  sides: readonly TokenSide[] = TOKEN_SIDES,
): Fraction {
  return sides.reduce((sum, side) => plus(sum, times(fraction(tokens[side]), prices[side])), fraction(0n))
}

/** The steps that are not there change nothing any more. */
const fill = <Part extends object>(part: Part, last: Fraction): Running => ({
  volume: last,
  mix: last,
  promptLength: last,
  outputLength: last,
  cache: last,
  price: last,
  ...part,
})
