import { expect, test } from 'vitest'
import { describeImport, describeProblem } from '#server/cli/describe-import.ts'
import { NOTHING_COUNTED } from '#server/imports/count-batch.ts'

const counts = (lines: number) => ({
  ...NOTHING_COUNTED,
  lines,
  accepted: lines - 3,
  duplicates: 1,
  rejected: 2,
})
const start = { counts: NOTHING_COUNTED, bytesRead: 0, at: 1_000 }

test('progress tells how far, how fast, how long still and what became of the lines', () => {
  const now = { counts: counts(30_000), bytesRead: 25_000, at: 11_000 }
  expect(describeImport(start, now, 100_000)).toBe(
    '25% | 30,000 lines | 3,000 a second | 30 s left | 29,997 stored, 1 there already, 2 rejected',
  )
})

test('the rate of a resumed import is that of its own lines', () => {
  const resumed = { counts: counts(1_000_000), bytesRead: 50_000, at: 0 }
  const now = { counts: counts(1_002_000), bytesRead: 51_000, at: 2_000 }
  expect(describeImport(resumed, now, 100_000)).toContain('| 1,000 a second | 2 min left |')
})

test('what another program writes has no end that is known', () => {
  const now = { counts: counts(500), bytesRead: 1_000, at: 1_500 }
  expect(describeImport(start, now, undefined)).toBe(
    '500 lines | 1,000 a second | 497 stored, 1 there already, 2 rejected',
  )
  expect(describeImport(start, start, 10)).toBe('0% | 0 lines | 0 stored, 0 there already, 0 rejected')
})

test('rejected lines are told together by what is wrong with them', () => {
  const problem = {
    code: 'required',
    lines: 1,
    firstLine: 4,
    lastLine: 4,
    pointer: '/id',
    detail: 'It is missing.',
  }
  expect(describeProblem(problem)).toBe('required: line 4: /id It is missing.')
  expect(describeProblem({ ...problem, lines: 1_200, lastLine: 9_000, pointer: '' })).toBe(
    'required: 1,200 lines, 4 to 9000; the first: It is missing.',
  )
})
