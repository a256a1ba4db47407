import { expect, test } from 'vitest'
import { capLabelSet } from '#server/ingest/cap-series.ts'
import { type LabelSet, labelSetKey, labelsOf, withOther } from '#server/ingest/label-set.ts'
import { OTHER_VALUE } from '#shared/api/labels.ts'
import { UsageEvent } from '#shared/api/usage-event.ts'

const setOf = (feature: string, tags: Record<string, string> = {}): LabelSet =>
  labelsOf(
    UsageEvent.parse({ provider: 'openai', model: 'gpt-4o', feature, team: 'red', tags }),
    Object.keys(tags),
  )

const known = (sets: LabelSet[], count: number, values: Record<string, number>) => {
  const keys = new Set(sets.map(labelSetKey))
  return {
    has: (key: string) => keys.has(key),
    count,
    most: 10,
    valuesOf: (label: string) => values[label] ?? 1,
  }
}

test('while there is room a new label set stays as it is', () => {
  const set = setOf('search')
  expect(capLabelSet(set, known([], 9, {}))).toBe(set)
})

test('a known label set stays as it is beyond the cap too', () => {
  const set = setOf('search')
  expect(capLabelSet(set, known([set], 11, {}))).toBe(set)
})

test('beyond the cap the label with the most values becomes __other__', () => {
  const capped = capLabelSet(setOf('search', { customer: 'c77' }), known([], 10, { 'tag:customer': 9 }))
  expect(capped.tags).toEqual({ customer: OTHER_VALUE })
  expect(capped.labels.feature).toBe('search')
})

test('when the reserve is used up too, only known sets and the one of all others are left', () => {
  const set = setOf('search')
  const reduced = withOther(withOther(set, 'feature'), 'team')
  const values = { feature: 9, team: 5 }
  expect(capLabelSet(set, known([reduced], 11, values))).toEqual(reduced)
  const nowhere = capLabelSet(set, known([], 11, values))
  expect(new Set(Object.values(nowhere.labels))).toEqual(new Set([OTHER_VALUE]))
})

test('values cannot be shifted from one label to the next', () => {
  expect(labelSetKey(setOf('a', { b: 'c' }))).not.toBe(labelSetKey(setOf('a', { bc: '' })))
})
