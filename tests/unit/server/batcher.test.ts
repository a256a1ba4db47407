import { expect, test } from 'vitest'
import { DeadlineError } from '#server/db/errors.ts'
import { createBatcher } from '#server/ingest/batcher.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'

interface Gate {
  open(): void
  opened: Promise<void>
}

function gate(): Gate {
  let open = () => {}
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { open, opened }
}

test('what comes while the writer is busy shares the next write, and each gets its own results', async () => {
  const batcher = createBatcher(createMetrics())
  const first = gate()
  const writes: number[][] = []
  const write = async (items: number[]) => {
    writes.push(items)
    if (writes.length === 1) await first.opened
    return items.map((item) => item * 10)
  }
  const answers = [[1], [2, 3], [4], [5]].map((items) => batcher.add(7, items, write))
  first.open()
  expect(await Promise.all(answers)).toEqual([[10], [20, 30], [40], [50]])
  expect(writes).toEqual([[1], [2, 3, 4, 5]])
})

test('a second writer begins when much waits, and no third one', async () => {
  const batcher = createBatcher(createMetrics())
  const slow = gate()
  const writes: number[] = []
  const write = async (items: number[]) => {
    writes.push(items.length)
    await slow.opened
    return items
  }
  const sizes = [1, 499, 1, 1_000, 1_000]
  const posts = sizes.map((size) => batcher.add(1, Array<number>(size).fill(size), write))
  expect(writes).toEqual([1, 500])
  slow.open()
  expect((await Promise.all(posts)).map((results) => results.length)).toEqual(sizes)
  expect(writes).toEqual([1, 500, 2_000])
})

test('projects do not wait for each other', async () => {
  const batcher = createBatcher(createMetrics())
  const slow = gate()
  const waiting = batcher.add(1, ['a'], async (items) => {
    await slow.opened
    return items
  })
  expect(await batcher.add(2, ['b'], async (items) => items)).toEqual(['b'])
  slow.open()
  expect(await waiting).toEqual(['a'])
})

test('a value that the database refuses fails its own post only', async () => {
  const batcher = createBatcher(createMetrics())
  const first = gate()
  const write = async (items: string[]) => {
    if (items.includes('wait')) await first.opened
    if (items.includes('poison')) throw Object.assign(new Error('bad'), { code: '22021' })
    return items
  }
  const answers = [['wait'], ['good'], ['poison'], ['fine']].map((items) => batcher.add(1, items, write))
  first.open()
  const settled = await Promise.allSettled(answers)
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})

test('an outage fails who is written and who waits, at once', async () => {
  const batcher = createBatcher(createMetrics())
  const first = gate()
  let writes = 0
  const write = async () => {
    writes++
    await first.opened
    throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
  }
  const answers = [[1], [2], [3]].map((items) => batcher.add(1, items, write))
  first.open()
  const settled = await Promise.allSettled(answers)
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(writes).toBe(1)
})

test('whoever waits too long for the writer is told to come again, and is not written', async () => {
  const batcher = createBatcher(createMetrics(), 20)
  const slow = gate()
  const writes: number[][] = []
  const write = async (items: number[]) => {
    writes.push([...items])
    await slow.opened
    return items
  }
  const first = batcher.add(1, [1], write)
  await expect(batcher.add(1, [2], write)).rejects.toThrow('Send the request again')
  const third = batcher.add(1, [3], write)
  slow.open()
  expect([await first, await third]).toEqual([[1], [3]])
  expect(writes).toEqual([[1], [3]])
})

test('who waited behind a write that missed its deadline does not wait for another one', async () => {
  const batcher = createBatcher(createMetrics())
  const first = gate()
  let writes = 0
  const write = async () => {
    writes++
    await first.opened
    throw new Error('Failed query', { cause: new DeadlineError(8_000) })
  }
  const answers = [[1], [2], [3]].map((items) => batcher.add(1, items, write))
  first.open()
  const settled = await Promise.allSettled(answers)
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(writes).toBe(1)
  expect(await batcher.add(1, [4], async (items) => items)).toEqual([4])
})

test('a writer that has failed writes again', async () => {
  const batcher = createBatcher(createMetrics())
  await expect(batcher.add(1, [1], () => Promise.reject(new Error('once')))).rejects.toThrow('once')
  expect(await batcher.add(1, [1], async (items) => items)).toEqual([1])
})
