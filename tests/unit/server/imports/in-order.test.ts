import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inOrder } from '#server/imports/in-order.ts'

async function* numbers(count: number, failure?: Error): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n
  if (failure) throw failure
}

/** What came out, and the error that ended it. */
async function collect(results: AsyncIterable<number>) {
  const seen: number[] = []
  try {
    for await (const result of results) seen.push(result)
    return { seen, error: undefined }
  } catch (error) {
    return { seen, error }
  }
}

test('results come in the order of the items, and no more are in work than allowed', async () => {
  let running = 0
  let most = 0
  const work = async (n: number) => {
    most = Math.max(most, ++running)
    await sleep((n * 7) % 5)
    running--
    return n
  }
  expect(await collect(inOrder(numbers(20), work, 3))).toEqual({
    seen: Array.from({ length: 20 }, (_, n) => n),
    error: undefined,
  })
  expect(most).toBe(3)
})

test('what was read before the source failed is still given', async () => {
  const broken = new Error('damaged')
  expect(await collect(inOrder(numbers(5, broken), async (n) => n, 3))).toEqual({
    seen: [0, 1, 2, 3, 4],
    error: broken,
  })
})

test('nothing behind an item that failed is given, and what is in work ends first', async () => {
  let ended = 0
  const failed = new Error('refused')
  const work = async (n: number) => {
    await sleep(n === 2 ? 1 : 10)
    ended++
    if (n === 2) throw failed
    return n
  }
  expect(await collect(inOrder(numbers(9), work, 4))).toEqual({ seen: [0, 1], error: failed })
  expect(ended).toBe(6)
})
