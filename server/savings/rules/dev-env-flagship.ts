import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { fittingSibling, kindOf } from './traffic-kind.ts'

/** Evaluations must run on the model of production. */
const EVALUATION = /(?:^|[-_ ])(?:eval|benchmark|regression|golden)/i

/** A flagship where no customer reads the answer. */
export const devEnvFlagship: Rule = (search, traffic) => {
  if (EVALUATION.test(traffic.feature)) return []
  const places = select(
    traffic,
    (facts) => isOrdinary(facts) && !facts.evaluation && !EVALUATION.test(facts.task),
  )
  if (places.length === 0 || kindOf(search, traffic, places) !== 'development') return []
  const to = fittingSibling(search, traffic, places)
  if (!to) return []
  const tasks = [...byTask(traffic).keys()].filter((task) => !EVALUATION.test(task))
  const proposal = moveModel(search, {
    type: 'dev_env_flagship',
    scope: scopeOf(traffic, tasks),
    traffic,
    affected: places,
    to,
    comparisons: [],
    confidence: 'medium',
    reasons: [`No customer sees what ${traffic.environment} answers.`],
    requiresValidation: false,
    risks: ['Tests that judge the answers themselves need the model of production: tag them evaluation.'],
    effort: 'XS',
  })
  return proposal ? [proposal] : []
}
