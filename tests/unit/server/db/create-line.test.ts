import { expect, test } from 'vitest'
import { createLine } from '#server/db/create-line.ts'
import { NoConnectionError } from '#server/db/errors.ts'

test('who came first is served first', async () => {
  const line = createLine<string>(1_000)
  const both = Promise.all([line.wait(), line.wait()])
  expect([line.serve('one'), line.serve('two'), line.serve('three')]).toEqual([true, true, false])
  expect(await both).toEqual(['one', 'two'])
})

test('who has given up is not served, and nothing is lost on them', async () => {
  const line = createLine<string>(1)
  await expect(line.wait()).rejects.toThrow(NoConnectionError)
  expect(line.serve('one')).toBe(false)
})

test('all who wait are told of a failure, and the next one waits anew', async () => {
  const line = createLine<string>(1_000)
  const waiting = Promise.allSettled([line.wait(), line.wait()])
  const away = new Error('away')
  line.failAll(away)
  expect((await waiting).map((each) => each.status === 'rejected' && each.reason)).toEqual([away, away])
  const next = line.wait()
  expect(line.serve('one')).toBe(true)
  expect(await next).toBe('one')
})
