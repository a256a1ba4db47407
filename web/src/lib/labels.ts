import type { GroupLabel } from '#shared/api/labels.ts'

const TITLES: Record<GroupLabel, string> = {
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
}

export const labelTitle = (label: GroupLabel) => TITLES[label]

export const labelNoun = (label: GroupLabel, count = 1) =>
  count === 1 ? TITLES[label].toLowerCase() : `${TITLES[label].toLowerCase()}s`

/** Values are shown as sent; an empty one means that the events do not carry the label. */
export const valueName = (value: string) => (value === '' ? '(untagged)' : value)
