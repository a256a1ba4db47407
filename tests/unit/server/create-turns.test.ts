import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from '#server/create-turns.ts'

test('so many run at the same time and no more, whether they succeed or fail', async () => {
  const turn = createTurns(2)
  let running = 0
  let most = 0
  const work = async (n: number) => {
    most = Math.max(most, ++running)
    await sleep(2)
    running--
    if (n % 3 === 0) throw new Error('fails')
    return n
  }
  const settled = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => turn(() => work(n))))
  expect(most).toBe(2)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
  expect(await turn(async () => 'again')).toBe('again')
})
