import { expect, test } from 'vitest'
import type { ModelMeasures } from '#shared/api/models.ts'
import { sortModels } from '#web/src/features/models/sort-models.ts'

const row = (model: string, costUsd: string | null, latencyP95: number | null = null) =>
  ({ model, provider: 'openai', costUsd, latencyP95, requests: 1, errors: 0 }) as ModelMeasures

const ROWS = [row('b', '9'), row('a', '10', 300), row('c', null, 200)]
const sorted = (sort: 'spend' | 'name' | 'latency', order: 'natural' | 'reversed') =>
  sortModels(ROWS, { sort, order }).map(({ model }) => model)

test('the largest stands first, by its number and not by its text', () => {
  expect(sorted('spend', 'natural')).toEqual(['a', 'b', 'c'])
})

test('what is not known stands last in both orders', () => {
  expect(sorted('spend', 'reversed')).toEqual(['b', 'a', 'c'])
  expect(sorted('latency', 'natural')).toEqual(['a', 'c', 'b'])
  expect(sorted('latency', 'reversed')).toEqual(['c', 'a', 'b'])
})

test('names stand from A, or from Z', () => {
  expect(sorted('name', 'natural')).toEqual(['a', 'b', 'c'])
  expect(sorted('name', 'reversed')).toEqual(['c', 'b', 'a'])
})
