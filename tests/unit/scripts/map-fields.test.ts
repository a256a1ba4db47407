import { expect, test } from 'vitest'
import { mapJson, mapText } from '#scripts/inputs/map-fields.ts'
import { readMapping, toPointers } from '#scripts/inputs/mapping.ts'

const mapping = readMapping({ user: 'user', zone: 'zone' })

test('fields of a case move to their places in our contract', () => {
  const event = { $id: 'a', $inputTokens: 100, $outputTokens: 20, $user: 'u', $zone: 'z', extra: 1 }
  expect(mapJson({ $events: [event] }, mapping)).toEqual({
    events: [{ extra: 1, id: 'a', usage: { input: 100, output: 20 }, userId: 'u', zone: 'z' }],
  })
})

test.each([
  [10, 4, { input: 6, cacheRead: 4 }],
  [10, 11, { input: -1, cacheRead: 11 }],
  [10, '4', { input: 10, cacheRead: '4' }],
  [10, -1, { input: 10, cacheRead: -1 }],
  [null, 4, { input: null, cacheRead: 4 }],
])('cached input is taken out of the input: %j with %j', (input, cached, usage) => {
  expect(mapJson({ $inputTokens: input, $cachedInputTokens: cached }, mapping)).toEqual({ usage })
})

test('text that is not JSON is mapped too, neighbours into one object', () => {
  const raw =
    '{"{{events}}":[{"{{id}}":"{{uuid}}","{{inputTokens}}":NaN, "{{outputTokens}}":1.0,"{{user}}":"u"'
  expect(mapText(raw, mapping)).toBe(
    '{"events":[{"id":"{{uuid}}","usage":{"input":NaN,"output":1.0},"userId":"u"',
  )
})

test('pointers follow their fields; a part that is too large may show as its whole', () => {
  expect(toPointers('/{{events}}/1/{{inputTokens}}', mapping)).toEqual(['/events/1/usage/input'])
  expect(toPointers('/{{events}}/0/{{cachedInputTokens}}', mapping)).toEqual([
    '/events/0/usage/cacheRead',
    '/events/0/usage/input',
  ])
})
