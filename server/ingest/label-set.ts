import { createHash } from 'node:crypto'
import { type AnyLabel, OTHER_VALUE, SERIES_LABELS, type SeriesLabel } from '#shared/api/labels.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'

/** The labels of a series: the fixed ones, and the declared tags of its project. A label that is not set is ''. */
export interface LabelSet {
  labels: Record<SeriesLabel, string>
  tags: Record<string, string>
}

export function labelsOf(event: UsageEvent, declaredTags: readonly string[]): LabelSet {
  const labels = {} as Record<SeriesLabel, string>
  for (const label of SERIES_LABELS) labels[label] = event[label] ?? ''
  const tags: Record<string, string> = {}
  for (const key of declaredTags) tags[key] = event.tags?.[key] ?? ''
  return { labels, tags }
}

/** Every label of the set with its value; `project` has the single value ''. */
export function eachLabel({ labels, tags }: LabelSet): { name: AnyLabel; value: string }[] {
  return [
    { name: 'project', value: '' },
    ...SERIES_LABELS.map((name) => ({ name, value: labels[name] })),
    ...Object.entries(tags).map(([key, value]) => ({ name: `tag:${key}` as const, value })),
  ]
}

/** The same set with one label counted as `__other__`. */
export function withOther({ labels, tags }: LabelSet, label: AnyLabel): LabelSet {
  if (label.startsWith('tag:')) return { labels, tags: { ...tags, [label.slice(4)]: OTHER_VALUE } }
  return { labels: { ...labels, [label]: OTHER_VALUE }, tags }
}

/** Injective: values cannot be shifted from one label to the next. */
export function labelSetKey({ labels, tags }: LabelSet): string {
  const values: unknown[] = SERIES_LABELS.map((label) => labels[label])
  const pairs = Object.entries(tags)
  if (pairs.length > 0) values.push(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify(values)
}

export const fingerprintOf = (key: string) =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22)
