import { expect, test } from 'vitest'
import { sharedSearch } from '#web/src/lib/shared-search.ts'

test('range, comparison and filters go on to the next page; what is about one page stays there', () => {
  const search = { range: '7d', compare: 'none', team: 'a,b', '-model': 'gpt-5', group: 'team', sort: 'name' }
  expect(sharedSearch(search)).toEqual({ range: '7d', compare: 'none', team: 'a,b', '-model': 'gpt-5' })
  expect(sharedSearch({ range: '30d', compare: 'prev' })).toEqual({})
})
