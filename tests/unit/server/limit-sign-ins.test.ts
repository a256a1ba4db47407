import { expect, test } from 'vitest'
import { TooManyRequestsError } from '#server/errors.ts'
import { limitSignIns } from '#server/people/limit-sign-ins.ts'

function startAt(nowMs: number) {
  const clock = { nowMs }
  const limit = limitSignIns(() => new Date(clock.nowMs))
  const tryFor = (email: string, times: number) => {
    for (let n = 0; n < times; n++) limit.take(email)
  }
  return { clock, limit, tryFor }
}

test('an account has five attempts, however it is written, and others have theirs', () => {
  const { limit, tryFor } = startAt(0)
  tryFor('ada@example.com', 3)
  tryFor('ADA@Example.com', 2)
  expect(() => limit.take('Ada@example.com')).toThrow(TooManyRequestsError)
  tryFor('grace@example.com', 5)
})

test('an attempt is there again every twelve seconds', () => {
  const { clock, limit, tryFor } = startAt(0)
  tryFor('ada@example.com', 5)
  clock.nowMs = 11_000
  expect(() => limit.take('ada@example.com')).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }))
  clock.nowMs = 12_000
  limit.take('ada@example.com')
  expect(() => limit.take('ada@example.com')).toThrow(expect.objectContaining({ retryAfterSeconds: 12 }))
})

test('who knows the password has all attempts again', () => {
  const { limit, tryFor } = startAt(0)
  tryFor('ada@example.com', 5)
  limit.forget('ADA@example.com')
  tryFor('ada@example.com', 5)
})
