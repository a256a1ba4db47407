/** The labels of a series, in the order in which they are shown. `project` groups by the app that sent the events. */
export const SERIES_LABELS = [
  'provider',
  'model',
  'operation',
  'serviceTier',
  'region',
  'environment',
  'team',
  'feature',
  'task',
] as const

export const GROUP_LABELS = ['project', ...SERIES_LABELS] as const

export type SeriesLabel = (typeof SERIES_LABELS)[number]
export type GroupLabel = (typeof GROUP_LABELS)[number]

/** `tag:customer` is the tag `customer` of an event. */
export type TagLabel = `tag:${string}`

/** Everything that spend can be grouped and filtered by. */
export type AnyLabel = GroupLabel | 'user' | TagLabel

/** The value that stands for those that found no place of their own: see the cap of series and of users. */
export const OTHER_VALUE = '__other__'
