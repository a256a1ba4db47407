import { expect, test } from 'vitest'
import { parseAnswer } from '#scripts/inputs/exchange.ts'
import type { Expectation } from '#scripts/inputs/input-case.ts'
import { judgeAlways, judgeExpected, type Observation } from '#scripts/inputs/judge-answer.ts'

function seen(status: number, body: unknown, more: Partial<Observation> = {}): Observation {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    answer: { status, headers: new Map(), body: text },
    milliseconds: 5,
    timedOut: false,
    stored: 0,
    ...more,
  }
}

const refused: Expectation = {
  class: '4xx',
  status: [422, 400],
  code: 'required',
  pointer: '/events/0/id',
  accepted: 0,
}
const taken: Expectation = { class: '2xx', status: [200], accepted: 1, rejected: 0, duplicates: 0 }
const problem = { code: 'required', pointer: '/events/0/id', detail: 'id is missing' }
const counts = { accepted: 1, duplicates: 0, rejected: [] }
const judge = (expected: Expectation, observation: Observation) =>
  judgeExpected(expected, observation, (pointer) => [pointer])

test('an answer as expected has no fault', () => {
  expect(judge(refused, seen(422, problem))).toEqual([])
  expect(judge(refused, seen(422, { ...problem, pointer: '/events/0/id/deeper' }))).toEqual([])
  expect(judge(taken, seen(200, counts, { stored: 1 }))).toEqual([])
  expect(judgeAlways(seen(422, problem))).toEqual([])
  expect(judgeAlways(seen(200, counts, { stored: 1 }))).toEqual([])
  expect(judge({ ...refused, closeOk: true }, { ...seen(0, ''), answer: undefined })).toEqual([])
})

test.each([
  ['another status', refused, seen(409, problem)],
  ['another code', refused, seen(422, { ...problem, code: 'invalid_id' })],
  ['another place', refused, seen(422, { ...problem, pointer: '/events/1/id' })],
  ['no answer', refused, { ...seen(0, ''), answer: undefined }],
  ['another count', taken, seen(200, { ...counts, accepted: 2 })],
  ['items left out of the answer', taken, seen(200, { ...counts, omitted: 3 })],
  ['other rows', { ...taken, storedMustBe: 1 }, seen(200, counts)],
  [
    'a part that names the wrong item',
    { ...refused, class: 'partial' as const, status: [207] },
    seen(207, { ...counts, rejected: [{ index: 1, code: 'required', pointer: '/events/1/id' }] }),
  ],
])('%s is a fault of the case', (_, expected, observation) => {
  expect(judge(expected, observation)).not.toEqual([])
})

test.each([
  ['an error that is not JSON', seen(400, 'Bad Request')],
  ['an error without a code', seen(400, { detail: 'x' })],
  ['a batch answer without counts', seen(200, { ok: true })],
  [
    'an item without its index',
    seen(207, { ...counts, rejected: [{ code: 'x', pointer: '' }] }, { stored: 1 }),
  ],
  ['more than was accepted is stored', seen(422, problem, { stored: 1 })],
  ['less than was accepted is stored', seen(200, counts)],
  ['a slow answer', seen(422, problem, { milliseconds: 5_001 })],
  ['no end', seen(422, problem, { timedOut: true })],
  ['a large answer', seen(422, { ...problem, detail: 'x'.repeat(65_536) })],
  ['a stack trace', seen(500, { ...problem, detail: 'Error\n    at run (server/x.ts:1:2)' })],
])('%s is always a fault', (_, observation) => {
  expect(judgeAlways(observation)).not.toEqual([])
})

test('an answer is read from the wire: length, chunks, 100-continue, and what is not yet there', () => {
  const read = (text: string, method = 'POST') => parseAnswer(Buffer.from(text), method)
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n'
  expect(read(head)).toBeUndefined()
  expect(read(`${head}Content-Length: 2\r\n\r\nok`)).toMatchObject({
    isComplete: true,
    answer: { body: 'ok' },
  })
  expect(read(`${head}Content-Length: 3\r\n\r\nok`)?.isComplete).toBe(false)
  expect(read(`${head}Content-Length: 3\r\n\r\n`, 'HEAD')?.isComplete).toBe(true)
  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n`
  expect(read(chunked)).toMatchObject({ isComplete: false, answer: { body: 'ok' } })
  expect(read(`HTTP/1.1 100 Continue\r\n\r\n${chunked}0\r\n\r\n`)).toMatchObject({
    isComplete: true,
    answer: { status: 200, body: 'ok' },
  })
})
