import { expect, test } from 'vitest'
import { csvParser, parseNdjson } from '#server/imports/parse-records.ts'
import { readHeader } from '#shared/csv/event-columns.ts'

const records = (...lines: (string | Buffer | undefined)[]) =>
  lines.map((line, i) => ({ line: i + 1, end: i + 1, bytes: line === undefined ? line : Buffer.from(line) }))

const summary = (lines: object[]) =>
  lines.map((line) => ('value' in line ? line.value : (line as { problem: { code: string } }).problem.code))

test('a line of NDJSON is an event, an exported event or a mended rejected line', () => {
  const event = { provider: 'openai', model: 'x' }
  const rejected = { line: 9, code: 'required', pointer: '/id', detail: '', text: JSON.stringify(event) }
  const lines = [event, { ...event, computed: { costUsd: '1' } }, rejected].map((value) =>
    JSON.stringify(value),
  )
  expect(summary(parseNdjson(records(...lines)))).toEqual([event, event, event])
})

test('what cannot be read is told line by line', () => {
  const deep = `${'['.repeat(40)}${']'.repeat(40)}`
  const latin = Buffer.from('{"model":"\xe9"}', 'latin1')
  expect(summary(parseNdjson(records('{"a"', deep, latin, undefined, '{}')))).toEqual([
    'invalid_json',
    'invalid_event',
    'invalid_encoding',
    'payload_too_large',
    {},
  ])
})

test('one row that is no CSV spoils none of its neighbours', () => {
  const parse = csvParser(readHeader(['timestamp', 'provider', 'model']).columns)
  const good = { timestamp: 't', provider: 'p', model: 'a\nb' }
  const row = 't,p,"a\nb"'
  expect(
    summary(parse(records(row, 't,p"x,m', row, 't,p', 't,p,m,', Buffer.from([0x74, 0xff]), row))),
  ).toEqual([good, 'invalid_row', good, 'invalid_row', 'invalid_row', 'invalid_encoding', good])
  expect(summary(parse(records(row, row)))).toEqual([good, good])
})
