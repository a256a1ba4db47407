import { expect, test } from 'vitest'
import { readLines } from '../../../web/src/api/read-lines.ts'

test('lines are read one by one, wherever the network cuts them', async () => {
  const parts = ['{"day":1}\n{"da', 'y":2}', '\n{"day":3}\n']
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
      controller.close()
    },
  })
  const lines: unknown[] = []
  await readLines(new Response(body), (line) => lines.push(line))
  expect(lines).toEqual([{ day: 1 }, { day: 2 }, { day: 3 }])
})
