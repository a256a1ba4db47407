import { isOrdinary, select } from './select.ts'
import type { Traffic } from './traffic.ts'

/** The ordinary requests of each task, in the order of time. */
export function byTask(traffic: Traffic): Map<string, Uint32Array> {
  const tasks = new Set<string>()
  for (let i = 0; i < traffic.count; i++) tasks.add(traffic.factsOf(i).task)
  const strata = new Map<string, Uint32Array>()
  for (const task of tasks) {
    const places = select(traffic, (facts) => facts.task === task && isOrdinary(facts))
    if (places.length > 0) strata.set(task, places)
  }
  return strata
}

/** The scope of all of a traffic: with its task where there is only one. */
export function scopeOf(traffic: Traffic, tasks: Iterable<string>) {
  const [only, second] = [...tasks]
  const { feature, environment } = traffic
  return second === undefined && only ? { feature, task: only, environment } : { feature, environment }
}
