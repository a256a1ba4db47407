import { isHopeless } from '../evidence/judge-quality.ts'
import { sumScores } from '../evidence/score-sums.ts'
import { pick } from '../traffic/quantile.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { fittingSibling, kindOf, visibleP95 } from './traffic-kind.ts'
import { triedModels } from './tried-models.ts'

/** Answers of so few tokens are labels, numbers or yes and no. */
const SHORT_ANSWER = 20

/** A cheaper model for the same work: by its scores; without any only where answers are a few tokens long. */
export const modelDowngrade: Rule = (search, traffic, comparisons) => {
  const places = select(traffic, isOrdinary)
  if (kindOf(search, traffic, places) !== 'ordinary') return []
  if (comparisons.some(({ effort }) => effort === ''))
    return triedModels(search, traffic, comparisons, 'model_downgrade')
  const answers = visibleP95(traffic, places)
  if (answers === 0 || answers > SHORT_ANSWER) return []
  const to = fittingSibling(search, traffic, places)
  if (!to) return []
  const scores = sumScores(pick(traffic.quality, places).filter((score) => !Number.isNaN(score)))
  if (isHopeless(scores)) return []
  const proposal = moveModel(search, {
    type: 'model_downgrade',
    scope: scopeOf(traffic, byTask(traffic).keys()),
    traffic,
    affected: places,
    to,
    comparisons: [],
    confidence: scores.n > 0 ? 'low' : 'medium',
    reasons: [
      `95 % of the answers have ${answers} tokens or fewer: labels, which small models give nearly as well.`,
      'In published runs from gpt-4o to gpt-4o-mini, four classification sets moved by -1.9 to +1.5 points (FrugalGPT, 2024).',
    ],
    requiresValidation: true,
    samplesNeeded: 100,
    risks: ['No answer of the smaller model to these requests was scored.'],
  })
  return proposal ? [proposal] : []
}
