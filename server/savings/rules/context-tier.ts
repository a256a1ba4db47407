import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Rule } from './rule.ts'

/** Farther above, prompts are long on purpose. */
const REACH = 1.1

/** Prompts a little above the length at which the whole request costs more. */
export const contextTier: Rule = (search, traffic) => {
  const sheet = search.market.sheet(traffic, search.to)
  const steps = sheet?.longContext.map(({ minPrompt }) => minPrompt - 1) ?? []
  return steps.flatMap((boundary) => {
    const affected = select(traffic, (facts, i) => {
      const prompt = traffic.promptTokens(i)
      return isOrdinary(facts) && prompt > boundary && prompt <= boundary * REACH
    })
    if (!isLive(traffic, affected, search.to)) return []
    const bounds = [0.8, 0.9, 1, 1.05, 1.1, 1.5].map((factor) => Math.round(boundary * factor))
    const counts = bounds.slice(1).map((to, n) => {
      const inBin = select(
        traffic,
        (facts, i) =>
          isOrdinary(facts) && traffic.promptTokens(i) > bounds[n]! && traffic.promptTokens(i) <= to,
      )
      return inBin.length
    })
    return [
      {
        ...PLAIN,
        type: 'context_tier' as const,
        scope: scopeOf(traffic, byTask(traffic).keys()),
        traffic,
        affected,
        lever: (call) => {
          const cached = call.cacheRead + call.cacheWrite5m + call.cacheWrite1h
          return cached > boundary ? undefined : { ...call, input: boundary - cached }
        },
        range: { low: 0.5, high: 1 },
        action: `Keep the prompts of ${traffic.feature} at ${boundary} tokens or fewer.`,
        confidence: 'low' as const,
        reasons: ['Somebody has to find what can be left out of the prompts.'],
        histogram: { title: 'Prompts near the boundary', unit: 'tokens', bounds, counts },
        guards: ['only prompts within 10 % above the boundary', 'requests of the last seven days'],
        requiresValidation: true,
        effort: 'M' as const,
        formula: `sum over requests of (cost now - cost with a prompt of ${boundary} tokens)`,
      },
    ]
  })
}
