import { expect, test } from 'vitest'
import { judgeAttempt } from '#server/alerts/judge-attempt.ts'

const down = { status: 503, error: 'It answered 503.' }
const judge = (attempts: number, outcome: object = down, ageSeconds = 0, chance = 0) =>
  judgeAttempt({ kind: 'fired', attempts, ageSeconds }, outcome, chance)

test('attempts wait longer and longer, with jitter on top, and end after twelve', () => {
  const waits = Array.from({ length: 12 }, (_, i) => judge(i + 1)).map((verdict) =>
    verdict.state === 'pending' ? verdict.delaySeconds : verdict.state,
  )
  expect(waits).toEqual([5, 30, 120, 300, 900, ...Array(6).fill(3_600), 'dead'])
  expect(judge(1, down, 0, 1)).toEqual({ state: 'pending', delaySeconds: 6 })
})

test('what would be tried after a day is given up', () => {
  expect(judge(3, down, 86_400 - 121)).toMatchObject({ state: 'pending' })
  expect(judge(3, down, 86_400 - 119)).toEqual({ state: 'dead', switchesOff: false })
})

test('what a receiver refuses is given up after three tries, what may pass by is not', () => {
  const after = (attempts: number) => (status: number) => judge(attempts, { status, error: 'no' }).state
  const refused = [400, 401, 404, 422]
  const passing = [408, 409, 425, 429, 301, 500, 503]
  expect([...refused, ...passing].map(after(2))).toEqual(Array(11).fill('pending'))
  expect(refused.map(after(3))).toEqual(Array(4).fill('dead'))
  expect(passing.map(after(3))).toEqual(Array(7).fill('pending'))
})

test('a receiver that is gone is given up at once and its channel switched off', () => {
  expect(judge(1, { status: 410, error: 'gone' })).toEqual({ state: 'dead', switchesOff: true })
})

test('a mail server that refuses the mail for good is believed at once, one that says later is not', () => {
  expect(judge(1, { status: 550, error: 'no', isFinal: true }).state).toBe('dead')
  expect(judge(5, { status: 451, error: 'later', isFinal: false }).state).toBe('pending')
})

test('a test is tried once, and what was taken is delivered', () => {
  expect(judgeAttempt({ kind: 'test', attempts: 1, ageSeconds: 0 }, down, 0).state).toBe('dead')
  expect(judge(12, { status: 200 })).toEqual({ state: 'delivered' })
})
