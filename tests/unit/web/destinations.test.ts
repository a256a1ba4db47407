import { expect, test } from 'vitest'
import { DESTINATIONS, searchFor } from '#web/src/features/shell/destinations.ts'

const from = (shown: Record<string, string>, name: string) =>
  searchFor(DESTINATIONS.find((destination) => destination.name === name)!, shown)

const OVERVIEW = { range: '7d', compare: 'none', group: 'team', feature: 'search', '-team': 'qa' }

test('pages about spend hand on range, comparison and filters, and nothing that is their own', () => {
  const expected = { range: '7d', compare: 'none', feature: 'search', '-team': 'qa' }
  expect(from(OVERVIEW, 'Explore')).toEqual(expected)
  expect(from(OVERVIEW, 'Models')).toEqual(expected)
})

test('Requests takes range and filters over and gives them back, but compares nothing', () => {
  const expected = { range: '7d', feature: 'search', '-team': 'qa' }
  expect(from(OVERVIEW, 'Requests')).toEqual(expected)
  expect(from({ ...expected, status: 'error', open: 'x' }, 'Overview')).toEqual(expected)
})

test('a range that the next page does not know is left out, and the default of one is no wish for the other', () => {
  expect(from({ range: '1h', feature: 'search' }, 'Overview')).toEqual({ feature: 'search' })
  expect(from({}, 'Requests')).toEqual({})
})

test('pages without a range take nothing', () => {
  expect(from(OVERVIEW, 'Price book')).toEqual({})
  expect(from(OVERVIEW, 'Settings')).toEqual({})
})
