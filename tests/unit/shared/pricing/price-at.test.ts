import { expect, test } from 'vitest'
import { loadTestCatalogue, sheetOf } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()

const inputPrice = (name: string, at: string) => sheetOf(catalogue, name, at)?.rates.get('input')?.amount

test('a price starts at its instant, in whatever zone the instant is written', () => {
  expect(inputPrice('openai/gpt-5.6-luna', '2026-07-29T23:59:59.999Z')).toBe('1')
  expect(inputPrice('openai/gpt-5.6-luna', '2026-07-30T00:00:00Z')).toBe('0.2')
  expect(inputPrice('openai/gpt-5.6-luna', '2026-07-30T01:59:59+02:00')).toBe('1')
})

test('every class has its own history', () => {
  const cacheRead = (at: string) => sheetOf(catalogue, 'openai/o3', at)?.rates.get('cacheRead')?.amount
  expect(cacheRead('2025-06-09T23:59:59Z')).toBe('2.5')
  expect(cacheRead('2025-06-10T00:00:00Z')).toBe('0.5')
})

test('a tier can disappear', () => {
  for (const name of ['anthropic/claude-opus-4-6', 'google/claude-opus-4-6']) {
    expect(sheetOf(catalogue, name, '2026-03-12T23:59:59Z')?.longContext).toHaveLength(1)
    expect(sheetOf(catalogue, name, '2026-03-13T00:00:00Z')?.longContext).toHaveLength(0)
  }
})

test('a window starts inclusive and ends exclusive', () => {
  const price = (time: string) => inputPrice('deepseek/deepseek-v4-pro', `2026-09-10T${time}Z`)
  expect(['00:59:59', '01:00:00', '03:59:59', '04:00:00', '06:00:00', '10:00:00'].map(price)).toEqual([
    '0.66',
    '1.32',
    '1.32',
    '0.66',
    '1.32',
    '0.66',
  ])
})

test('windows do not leak into the time before they were in force', () => {
  expect(inputPrice('deepseek/deepseek-v4-pro', '2026-08-10T02:00:00Z')).toBe('0.435')
  expect(inputPrice('deepseek/deepseek-v4-pro', '2026-08-16T15:59:59Z')).toBe('0.435')
  expect(inputPrice('deepseek/deepseek-v4-pro', '2026-08-16T16:00:00Z')).toBe('0.66')
})

test('the weekday rule of a window has a date of its own', () => {
  const saturdayBefore = '2026-08-22T02:00:00Z'
  const sundayAfter = '2026-08-23T02:00:00Z'
  const mondayAfter = '2026-08-24T02:00:00Z'
  expect(inputPrice('deepseek/deepseek-v4-flash', saturdayBefore)).toBe('0.44')
  expect(inputPrice('deepseek/deepseek-v4-flash', sundayAfter)).toBe('0.22')
  expect(inputPrice('deepseek/deepseek-v4-flash', mondayAfter)).toBe('0.44')
})

test('a window may cross midnight', () => {
  const price = (time: string) => inputPrice('deepseek/deepseek-chat', `2025-06-10T${time}Z`)
  expect(['16:29:59', '16:30:00', '23:59:59', '00:29:59', '00:30:00'].map(price)).toEqual([
    '0.27',
    '0.135',
    '0.135',
    '0.135',
    '0.27',
  ])
})

test('a time for which no price is known has no price', () => {
  expect(sheetOf(catalogue, 'deepseek/deepseek-chat', '2025-10-01T00:00:00Z')).toBeUndefined()
  expect(sheetOf(catalogue, 'deepseek/deepseek-chat', 'not a time')).toBeUndefined()
})
