import { expect, test } from 'vitest'
import { readModelsView, writeModelsView } from '#web/src/lib/models-params.ts'

test('the order of models is read and written back, the usual one left out', () => {
  const search = { range: '7d', sort: 'latency', order: 'reversed', team: 'red' }
  expect(writeModelsView(readModelsView(search))).toEqual(search)
  expect(writeModelsView(readModelsView({ sort: 'spend', order: 'natural' }))).toEqual({})
  expect(writeModelsView(readModelsView({ sort: 'bogus', order: 'up' }))).toEqual({})
})
