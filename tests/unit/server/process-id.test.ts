import { expect, test } from 'vitest'
import { isAlive, processName, startMark } from '#server/db/process-id.ts'

const NO_PROCESS = 2 ** 22 + 1

test('this process is alive and keeps its start mark', () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(startMark(process.pid)).toBe(startMark(process.pid))
})

test('a number that no process has is not alive and has no name', () => {
  expect(isAlive(NO_PROCESS)).toBe(false)
  expect([processName(NO_PROCESS), startMark(NO_PROCESS)]).toEqual([undefined, undefined])
})

test('a stale mark is told from a Postgres by its name', () => {
  expect(processName(process.pid)).not.toBe('postgres')
})
