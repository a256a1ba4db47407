import { isHopeless, isImplausible } from '../evidence/judge-quality.ts'
import { sumScores } from '../evidence/score-sums.ts'
import { PLAIN } from '../search/proposal.ts'
import { isLive } from '../traffic/is-live.ts'
import { pick } from '../traffic/quantile.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Rule } from './rule.ts'

/** Scores that cannot be right. */
export const measurementWarning: Rule = (search, traffic, comparisons) =>
  [...byTask(traffic)].flatMap(([task, places]) => {
    const isCompared = comparisons.some((each) => each.task === task && each.judgement)
    if (!isLive(traffic, places, search.to)) return []
    const scored = places.filter((i) => !Number.isNaN(traffic.quality[i]))
    const sums = sumScores(pick(traffic.quality, scored))
    // A score that is always the same may be right: it is in the way only where somebody compares by it.
    if (!isHopeless(sums) && !(isCompared && isImplausible(sums))) return []
    const why =
      sums.variance === 0
        ? `All ${sums.n} scores are ${sums.mean}: they tell nothing apart.`
        : `The mean of ${sums.n} scores is ${sums.mean.toFixed(3)}: the grader or the task is broken.`
    const tasks = [...byTask(traffic).keys()]
    return [
      {
        ...PLAIN,
        type: 'measurement_warning' as const,
        scope: scopeOf(traffic, tasks.length === 1 ? tasks : [task]),
        traffic,
        affected: scored,
        lever: (call) => call,
        action: `Look at how answers of ${traffic.feature} are scored.`,
        confidence: 'high' as const,
        reasons: [why, 'Nothing is recommended by these scores.'],
        guards: [],
        urgent: true,
        effort: 'S' as const,
        formula: 'a mean below 0.2, or a score that is always the same, cannot tell two models apart',
      },
    ]
  })
