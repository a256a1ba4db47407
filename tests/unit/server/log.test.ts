import { DrizzleQueryError } from 'drizzle-orm/errors'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { DeadlineError } from '#server/db/errors.ts'
import { describeError } from '#server/describe-error.ts'
import { limitRepeatedLines } from '#server/repeated-lines.ts'

const SECRET = 'hunter2'

test('an error of the database is described without its SQL, its parameters and its values', () => {
  const cause = new postgres.PostgresError(`duplicate key ${SECRET}`)
  const facts = { code: '23505', constraint_name: 'projects_name', detail: `Key (name)=(${SECRET})` }
  const error = new DrizzleQueryError('insert into projects', [SECRET], Object.assign(cause, facts))
  const described = describeError(error)
  expect(JSON.stringify(described)).not.toMatch(/hunter2|insert into/)
  expect(described).toMatchObject({
    type: 'DrizzleQueryError',
    stack: expect.stringContaining('log.test.ts'),
    cause: { type: 'PostgresError', code: '23505', constraint: 'projects_name' },
  })
})

test('an error of the program keeps its message, its place and its causes, and nothing that hangs on it', () => {
  const error = new Error('cannot be read', { cause: new DeadlineError(8_000) })
  const described = describeError(Object.assign(error, { body: SECRET, params: [SECRET] }))
  expect(described).toMatchObject({ type: 'Error', message: 'cannot be read', cause: { code: 'DEADLINE' } })
  expect(JSON.stringify(described)).not.toContain(SECRET)
})

test('an error that causes itself ends', () => {
  const error = new Error('loop')
  error.cause = error
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000)
})

test('what is not an error is named by its type, because it may be anything', () => {
  expect(describeError(SECRET)).toEqual({ type: 'string' })
})

test('the same line is let through five times a second, then says how many were held back', () => {
  const letThrough = limitRepeatedLines()
  const second = (from: number) => Array.from({ length: 50 }, (_, i) => letThrough('full', from + i))
  expect(second(0)).toEqual([0, 0, 0, 0, 0, ...Array(45).fill(undefined)])
  expect(letThrough('another', 60)).toBe(0)
  expect(second(1_000)).toEqual([45, 0, 0, 0, 0, ...Array(45).fill(undefined)])
  expect(letThrough('full', 9_000)).toBe(45)
  expect(letThrough('full', 99_000)).toBe(0)
})
