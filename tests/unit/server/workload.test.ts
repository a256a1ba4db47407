import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { UnavailableError } from '#server/errors.ts'
import { createWorkload } from '#server/ingest/workload.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'

const MEBIBYTE = 1_048_576

/** Work that goes on until it is told to end. */
function startWork(workload: ReturnType<typeof createWorkload>, bytes: number, log: string[], name: string) {
  let end = () => {}
  const ended = new Promise<void>((done) => {
    end = done
  })
  const done = workload.run(bytes, async () => {
    log.push(name)
    await ended
    return name
  })
  return { end, done }
}

test('large posts wait for room in the order they came, small ones do not wait', async () => {
  const workload = createWorkload(createMetrics())
  const log: string[] = []
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const large = names.map((name) => startWork(workload, MEBIBYTE, log, name))
  await sleep(20)
  expect(log).toEqual(['a', 'b', 'c', 'd'])
  expect(await workload.run(400, async () => 'small')).toBe('small')
  large[1]!.end()
  await sleep(20)
  expect(log).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const { end } of large) end()
  expect(await Promise.all(large.map(({ done }) => done))).toEqual(names)
})

test('the process looks at its sockets after each large post', async () => {
  const workload = createWorkload(createMetrics())
  const log: string[] = []
  let rounds = 0
  const count = () => {
    rounds++
    if (log.length < 4) setImmediate(count)
  }
  setImmediate(count)
  const works = Array.from({ length: 4 }, () =>
    workload.run(MEBIBYTE, async () => log.push(`round ${rounds}`)),
  )
  await Promise.all(works)
  expect(new Set(log).size).toBe(4)
})

test('one that is larger than all the room is worked on alone', async () => {
  const workload = createWorkload(createMetrics())
  const log: string[] = []
  const huge = startWork(workload, 8 * MEBIBYTE, log, 'huge')
  const next = startWork(workload, MEBIBYTE, log, 'next')
  await sleep(20)
  expect(log).toEqual(['huge'])
  huge.end()
  next.end()
  expect(await next.done).toBe('next')
})

test('who waits too long is told to come again, and is not worked on later', async () => {
  const workload = createWorkload(createMetrics())
  const log: string[] = []
  const busy = startWork(workload, 4 * MEBIBYTE, log, 'busy')
  const late = startWork(workload, MEBIBYTE, log, 'late')
  await expect(late.done).rejects.toThrow(UnavailableError)
  busy.end()
  await busy.done
  expect(await workload.run(MEBIBYTE, async () => 'next')).toBe('next')
  expect(log).toEqual(['busy'])
})

test('work that fails makes room again', async () => {
  const workload = createWorkload(createMetrics())
  const fail = () => workload.run(4 * MEBIBYTE, () => Promise.reject(new Error('lost')))
  await expect(fail()).rejects.toThrow('lost')
  await expect(fail()).rejects.toThrow('lost')
})
