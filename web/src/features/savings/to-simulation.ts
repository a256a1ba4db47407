import type { NewSimulation } from '../../api/client.ts'
import type { SimulationView } from '../../lib/simulation-view.ts'

/** What the form asks for; undefined where it names no project or changes nothing. */
export function toSimulation(view: SimulationView): NewSimulation | undefined {
  const { project, feature, model, to, tier, cache, batch, share } = view
  const [provider = '', ...name] = (to ?? '').split('/')
  const change: NewSimulation['change'] = {
    ...(to && { model: { provider, model: name.join('/') } }),
    ...(tier && { serviceTier: tier as 'default' | 'flex' | 'priority' }),
    ...(cache && { cacheReadPercent: Number(cache) }),
    ...(batch && { batchPercent: Number(batch) }),
  }
  if (project === undefined || Object.keys(change).length === 0) return undefined
  return {
    projectId: project,
    scope: { ...(feature && { feature: [feature] }), ...(model && { model: [model] }) },
    change,
    ...(share && { sharePercent: Number(share) }),
  }
}
