import { expect, test } from 'vitest'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { EVENT_FIELDS, readHeader } from '#shared/csv/event-columns.ts'
import { eventOfRow } from '#shared/csv/event-of-row.ts'

const NEEDED = ['timestamp', 'provider', 'model']

const rowOf = (cells: Record<string, string>) => {
  const names = [...new Set([...NEEDED, ...Object.keys(cells)])]
  const { columns, problems } = readHeader(names)
  expect(problems).toEqual([])
  return eventOfRow(
    columns,
    names.map((name) => cells[name] ?? ''),
  )
}

test('cells become what their column holds, and an empty cell is an absent field', () => {
  expect(
    rowOf({
      provider: 'openai',
      model: "'=danger",
      team: '',
      'usage.input': '86',
      'usage.cacheRead': '1920.0',
      'usage.output': '',
      'usage.audioSeconds': '12.5',
      'usage.characters': '1e3',
      'request.batch': 'TRUE',
      'request.speed': 'fast',
      'tags.region': '1',
      latencyMs: '1.5e2',
      quality: '0.93',
      costUsd: '0.10000000000000000001',
      'computed.costUsd': '7',
    }),
  ).toEqual({
    provider: 'openai',
    model: '=danger',
    usage: { input: 86, cacheRead: 1920, audioSeconds: 12.5, characters: 1000 },
    request: { batch: true, speed: 'fast' },
    tags: { region: '1' },
    latencyMs: 150,
    quality: 0.93,
    costUsd: '0.10000000000000000001',
  })
  expect(rowOf({ usage: '{"prompt_tokens":1}', tags: '{"a":"b"}', request: '{"batch":true}' })).toEqual({
    usage: { prompt_tokens: 1 },
    tags: { a: 'b' },
    request: { batch: true },
  })
})

test('what does not fit its column stays text, for the checks of every event to name', () => {
  const wrong = { latencyMs: 'soon', 'usage.input': '1,000', 'request.batch': 'maybe', costUsd: '$1' }
  expect(rowOf(wrong)).toEqual({
    latencyMs: 'soon',
    usage: { input: '1,000' },
    request: { batch: 'maybe' },
    costUsd: '$1',
  })
  expect(rowOf({ usage: '{broken' })).toEqual({ usage: '{broken' })
})

test.each([
  [
    ['timestamp', 'provider', 'model', 'latency_ms'],
    ['There is no column "latency_ms"; do you mean latencyMs.'],
  ],
  [
    ['timestamp', 'provider', 'model', 'usage.inputs'],
    ['There is no column "usage.inputs"; do you mean usage.input.'],
  ],
  [['timestamp', 'provider', 'model', 'weather'], ['There is no column "weather".']],
  [['timestamp', 'provider', 'model', ''], ['There is no column "".']],
  [['timestamp', 'provider', 'model', 'tags.__proto__'], ['There is no column "tags.__proto__".']],
  [['timestamp', 'provider', 'model', 'id', 'id'], ['The column id is there twice.']],
  [['provider', 'model'], ['The column timestamp is missing.']],
  [
    ['timestamp', 'provider', 'model', 'usage', 'usage.input'],
    ['Use either the column usage or columns usage.NAME, not both.'],
  ],
])('the header %j is refused', (names, problems) => {
  expect(readHeader(names).problems).toEqual(problems)
})

test('every field of an event has a column', () => {
  expect(EVENT_FIELDS.toSorted()).toEqual(Object.keys(UsageEvent.shape).toSorted())
  expect(readHeader(EVENT_FIELDS).problems).toEqual([])
})
