import { expect, test } from 'vitest'
import { className, rateText, toPublishedRates } from '#web/src/features/prices/rate-text.ts'

test('classes are named in words', () => {
  expect(className('input')).toBe('Input')
  expect(className('cacheWrite5m')).toBe('Cache write 5m')
  expect(className('webSearches')).toBe('Web searches')
})

test('a price for anything but a million names its unit', () => {
  expect(rateText({ class: 'input', usd: '2.5', per: 1_000_000 })).toBe('$2.50')
  expect(rateText({ class: 'webSearches', usd: '10', per: 1_000 })).toBe('$10.00 per 1,000')
  expect(rateText({ class: 'images', usd: '0.04', per: 1 })).toBe('$0.04 each')
})

test('own prices are shown in the units in which they were given', () => {
  expect(toPublishedRates({ input: '1.5', images: { usd: '0.04', per: 1 } })).toEqual([
    { class: 'input', usd: '1.5', per: 1_000_000 },
    { class: 'images', usd: '0.04', per: 1 },
  ])
})
