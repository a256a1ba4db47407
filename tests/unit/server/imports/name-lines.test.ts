import { expect, test } from 'vitest'
import { createLineNamer } from '#server/imports/name-lines.ts'
import { parseNdjson } from '#server/imports/parse-records.ts'

const parse = (values: unknown[]) =>
  parseNdjson(
    values.map((value, i) => ({ line: i + 1, end: i + 1, bytes: Buffer.from(JSON.stringify(value)) })),
  )

function idsOf(values: unknown[], remembered?: number): unknown[] {
  const nameLine = createLineNamer(remembered)
  return parse(values).map((line) => {
    const named = nameLine(line).line
    return 'value' in named ? (named.value as { id?: unknown } | null)?.id : undefined
  })
}

const A = { provider: 'openai', model: 'a', usage: { input: 1, output: 2 } }
const B = { provider: 'openai', model: 'b' }

test('an event without an id gets the same one in whatever file and place it stands', () => {
  const [a, b] = idsOf([A, B])
  expect(a).toMatch(/^import-[\w-]{24}-1$/)
  expect(a).not.toBe(b)
  expect(idsOf([B, A])).toEqual([b, a])
  expect(idsOf([{ usage: { output: 2, input: 1 }, model: 'a', provider: 'openai' }])).toEqual([a])
})

test('two equal lines are two events, each with an id of its own', () => {
  const [first, second, third] = idsOf([A, B, A])
  expect(second).not.toBe(first)
  expect(third).toBe(String(first).replace(/1$/, '2'))
})

test('an id that is there stays, and what is no event is left alone', () => {
  expect(idsOf([{ ...A, id: 'own' }, 7, null])).toEqual(['own', undefined, undefined])
})

test('memory does not grow with the file: far apart, equal lines are one event', () => {
  const others = Array.from({ length: 10 }, (_, n) => ({ n }))
  expect(idsOf([A, ...others, A], 11).at(-1)).toMatch(/-2$/)
  const ids = idsOf([A, ...others, A], 10)
  expect(ids.at(-1)).toBe(ids[0])
})
