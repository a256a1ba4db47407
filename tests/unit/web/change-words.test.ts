import { expect, test } from 'vitest'
import type { ChangeDriver, ChangePart } from '#shared/api/spend-changes.ts'
import { changeWords } from '#web/src/features/spend/change-words.ts'

const driver = (part: Partial<ChangeDriver>): ChangeDriver => ({
  feature: 'search',
  model: null,
  toModel: null,
  previous: null,
  current: null,
  ...part,
})
const words = (kind: ChangePart['kind'], amountUsd: string, of: Partial<ChangeDriver> | null) =>
  changeWords({ kind, amountUsd, driver: of && driver(of) })

test('a part is called by its direction, and names who moved it by how much', () => {
  expect(words('volume', '3', { previous: 100, current: 131 })).toEqual({
    title: 'More requests',
    detail: 'search +31.0%',
  })
  expect(words('volume', '-3', { previous: 2, current: 1 }).title).toBe('Fewer requests')
  expect(words('promptLength', '1', { model: 'gpt-5', previous: 3_100.4, current: 3_400 })).toEqual({
    title: 'Longer prompts',
    detail: 'search: 3.1k to 3.4k tokens',
  })
  expect(words('cache', '-1', { feature: '', model: 'gpt-5', previous: 0.418, current: 0.472 }).detail).toBe(
    'gpt-5: 41.8% to 47.2% of prompts',
  )
  expect(words('price', '-1', { model: 'gemini-2.5-flash', previous: 0.3, current: 0.24 }).detail).toBe(
    'gemini-2.5-flash \u221220.0%',
  )
})

test('what is new or has ended has no percentage', () => {
  expect(words('volume', '3', { previous: 0, current: 5 }).detail).toBe('search is new')
  expect(words('volume', '-3', { previous: 5, current: 0 }).detail).toBe('search ended')
})

test('a mix names the model that went and the one that came', () => {
  expect(words('mix', '-2', { model: 'gpt-5', toModel: 'claude-haiku-4-5' }).detail).toBe(
    'gpt-5 to claude-haiku-4-5',
  )
  expect(words('mix', '2', { toModel: 'gpt-5' }).detail).toBe('gpt-5 joined in search')
  expect(words('mix', '-2', { model: 'gpt-5' }).detail).toBe('gpt-5 left search')
})

test('events without a feature and what is beyond the largest have a name too', () => {
  expect(words('volume', '1', { feature: '', previous: 1, current: 2 }).detail).toBe('(untagged) +100%')
  expect(words('volume', '1', { feature: null, previous: 1, current: 2 }).detail).toBe('Others +100%')
  expect(words('rest', '1', null).detail).not.toBe('')
})
