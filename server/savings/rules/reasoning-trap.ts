import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { fittingSibling, kindOf, reasoningShare, visibleP95 } from './traffic-kind.ts'
import { triedModels } from './tried-models.ts'

/** Hundreds of tokens of reasoning for an answer of a few: list prices do not show it, requests do. */
export const reasoningTrap: Rule = (search, traffic, comparisons) => {
  const places = select(traffic, isOrdinary)
  if (kindOf(search, traffic, places) !== 'reasoning') return []
  const share = reasoningShare(traffic, places)
  const answers = visibleP95(traffic, places)
  const facts = [
    { name: 'Reasoning, share of output', value: `${(100 * share).toFixed(1)} %` },
    { name: 'Answer, p95', value: `${answers} tokens` },
  ]
  if (comparisons.some(({ effort }) => effort === ''))
    return triedModels(search, traffic, comparisons, 'reasoning_trap', { facts })
  const to = fittingSibling(search, traffic, places)
  if (!to) return []
  const proposal = moveModel(search, {
    type: 'reasoning_trap',
    scope: scopeOf(traffic, byTask(traffic).keys()),
    traffic,
    affected: places,
    to,
    comparisons: [],
    confidence: 'medium',
    reasons: [`${(100 * share).toFixed(1)} % of the output is reasoning, for answers of ${answers} tokens.`],
    requiresValidation: true,
    samplesNeeded: 100,
    facts,
    risks: ['Planning and proofs reason for a reason: the test decides.'],
  })
  return proposal ? [proposal] : []
}
