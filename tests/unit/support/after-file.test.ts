import { expect, test } from 'vitest'
import { afterFile, endFile } from '#tests/support/after-file.ts'

test('what a helper has set up is taken down once, the last first, and a failure is told after the rest', async () => {
  const log: string[] = []
  afterFile(async () => void log.push('first'))
  afterFile(async () => {
    throw new Error('broken')
  })
  afterFile(async () => void log.push('last'))
  await expect(endFile()).rejects.toThrow('broken')
  expect(log).toEqual(['last', 'first'])
  await endFile()
  expect(log).toHaveLength(2)
})
