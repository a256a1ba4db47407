import { createRandom } from '#server/demo/random.ts'

export interface LabelSet {
  provider: string
  model: string
  environment: string
  team: string
  feature: string
  task: string
}

/** 40 models that have a price today. */
const MODELS = Object.entries({
  openai:
    'gpt-3.5-turbo gpt-4-turbo gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o gpt-4o-mini gpt-5 gpt-5-mini gpt-5-nano ' +
    'gpt-5-pro gpt-5.1 gpt-5.2 gpt-5.4 gpt-5.4-mini gpt-5.5 o1 o3 o3-mini o4-mini',
  anthropic:
    'claude-3-haiku claude-haiku-4-5 claude-opus-4-1 claude-opus-4-5 claude-opus-4-6 claude-opus-4-7 claude-opus-5 ' +
    'claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5',
  google:
    'gemini-2.0-flash gemini-2.5-flash gemini-2.5-flash-lite gemini-2.5-pro gemini-3-flash-preview ' +
    'gemini-3-pro-preview gemini-3.1-flash-lite gemini-3.1-pro-preview gemini-3.5-flash gemini-3.6-flash',
}).flatMap(([provider, names]) => names.split(' ').map((model) => ({ provider, model })))

const FEATURES = 30
const TEAMS = 10
const ENVIRONMENTS = ['production', 'staging', 'development']
const TASKS = ['answer', 'extract', 'summarise', 'classify', 'draft']

/** Of the 36,000 that models, features, teams and environments could form, so many occur. */
const SETS = 5_400

/** The label sets of a company, most frequent first: the same for the same seed. */
export function makeLabelSets(seed: string): LabelSet[] {
  const random = createRandom(seed)
  const sets = new Map<string, LabelSet>()
  while (sets.size < SETS) {
    const feature = random.between(1, FEATURES)
    const set = {
      ...random.pick(MODELS),
      environment: random.pick(ENVIRONMENTS),
      team: `team-${random.between(1, TEAMS)}`,
      feature: `feature-${feature}`,
      task: TASKS[feature % TASKS.length]!,
    }
    sets.set(Object.values(set).join(' '), set)
  }
  return [...sets.values()]
}
