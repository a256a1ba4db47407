import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createTouchedPeriods } from '#server/budgets/touched-periods.ts'

test('who waits is woken by the next event, and at once when there is one', async () => {
  const touched = createTouchedPeriods()
  const { signal } = new AbortController()
  const waiting = touched.wait(signal)
  touched.add([3, 4])
  await waiting
  await touched.wait(signal)
  expect(touched.take()).toEqual([3, 4])
  expect(touched.take()).toEqual([])
})

test('a stop ends the wait, and waiting for ever leaves nothing behind', async () => {
  const touched = createTouchedPeriods()
  const stop = new AbortController()
  for (let n = 0; n < 20; n++) {
    touched.add([n])
    await touched.wait(stop.signal)
    touched.take()
  }
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  const waiting = touched.wait(stop.signal)
  stop.abort()
  await waiting
})
