import type { AnyLabel, TagLabel } from '#shared/api/labels.ts'
import type { Project } from '#shared/api/projects.ts'

const TITLES: Record<Exclude<AnyLabel, TagLabel>, string> = {
  project: 'Project',
  provider: 'Provider',
  model: 'Model',
  operation: 'Operation',
  serviceTier: 'Service tier',
  region: 'Region',
  environment: 'Environment',
  team: 'Team',
  feature: 'Feature',
  task: 'Task',
  user: 'User',
}

/** A tag is called by its key. */
export const labelTitle = (label: AnyLabel) => (isTag(label) ? label.slice(4) : TITLES[label])

export function labelNoun(label: AnyLabel, count = 1): string {
  if (isTag(label)) return count === 1 ? `value of ${labelTitle(label)}` : `values of ${labelTitle(label)}`
  return count === 1 ? TITLES[label].toLowerCase() : `${TITLES[label].toLowerCase()}s`
}

const isTag = (label: AnyLabel): label is TagLabel => label.startsWith('tag:')

/** Values are shown as sent; an empty one means that the events do not carry the label. */
export function valueName(value: string, label?: AnyLabel | null): string {
  if (value !== '') return value
  return label === 'user' ? '(no user)' : '(untagged)'
}

/** The tags that some project knows from sums, as labels. */
export const declaredTagLabels = (projects: readonly Project[]): TagLabel[] =>
  [...new Set(projects.flatMap(({ declaredTags }) => declaredTags.map(({ key }) => key)))]
    .sort()
    .map((key): TagLabel => `tag:${key}`)

/** The other tags that events carry. */
export const otherTagLabels = (keys: readonly { key: string }[], declared: readonly TagLabel[]): TagLabel[] =>
  keys
    .map(({ key }): TagLabel => `tag:${key}`)
    .filter((label) => !declared.includes(label))
    .sort()
