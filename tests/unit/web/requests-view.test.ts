import { expect, test } from 'vitest'
import { addFact, filterQuery, readRequestsView, writeRequestsView } from '#web/src/lib/requests-view.ts'

test('the view survives the way through the address', () => {
  const search = {
    range: '6h',
    model: 'gpt-4o,o3',
    '-team': 'qa',
    user: 'a\\,b',
    status: 'error',
    costStatus: 'unpriced,invalid',
    minCostUsd: '0.01',
    traceId: 't-1',
    'tag:customer': 'acme',
    open: '2026-11-22T14:21:19.054000Z~3~same/../id%~x',
  }
  const view = readRequestsView(search)
  expect(writeRequestsView(view)).toEqual(search)
  expect(view.open).toEqual({ timestamp: '2026-11-22T14:21:19.054000Z', project: '3', id: 'same/../id%~x' })
  expect(filterQuery(view)).toMatchObject({ tag: 'customer=acme', user: 'a\\,b' })
  expect(filterQuery(view)).not.toHaveProperty('open')
})

test('defaults stay out of the address, and what is not known falls back', () => {
  expect(writeRequestsView(readRequestsView({ range: '1h' }))).toEqual({})
  const bad = {
    range: '2h',
    status: 'failed',
    costStatus: 'cheap',
    minCostUsd: '-1',
    'tag:': 'acme',
    open: 'nonsense',
    colour: 'red',
  }
  expect(writeRequestsView(readRequestsView(bad))).toEqual({})
  expect(writeRequestsView(readRequestsView({ costStatus: 'cheap,partial' }))).toEqual({
    costStatus: 'partial',
  })
})

test('values of a fact are alternatives, but there is one status and one least cost', () => {
  const facts = addFact(addFact([], 'traceId', 'a'), 'traceId', 'b')
  expect(facts).toEqual([{ fact: 'traceId', values: ['a', 'b'] }])
  expect(addFact(addFact([], 'status', 'ok'), 'status', 'error')).toEqual([
    { fact: 'status', values: ['error'] },
  ])
})
