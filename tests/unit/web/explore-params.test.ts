import { describe, expect, test } from 'vitest'
import { readExploreView, writeExploreView } from '#web/src/lib/explore-params.ts'
import { narrowFilters, parseQuery, stringifyQuery } from '#web/src/lib/search-params.ts'

const roundTrip = (query: string) => stringifyQuery(writeExploreView(readExploreView(parseQuery(query))))

describe('the URL of Explore', () => {
  test.each([
    [
      '?range=7d&compare=none&metric=latencyP95&group=team&by=model&rollup=hour&limit=20&cumulative=true&chart=table',
    ],
    ['?group=tag:customer&by=user'],
    ['?metric=tokens&model=a,b&-user=ann&tag:plan=pro'],
  ])('%s keeps everything', (query) => {
    expect(roundTrip(query)).toBe(query)
  })

  test('defaults are left out', () => {
    expect(
      roundTrip('?range=30d&metric=cost&group=model&by=&rollup=auto&limit=10&cumulative=false&chart=auto'),
    ).toBe('')
  })

  test.each([
    '?metric=beauty&group=colour&by=model&rollup=minute',
    '?limit=7&cumulative=maybe&chart=pie&x=1',
    '?group=tag:&by=tag:a b',
  ])('%s falls back silently', (query) => {
    expect(roundTrip(query)).toBe('')
  })
})

describe('a click on a group', () => {
  const model = { label: 'model' as const, exclude: false }

  test('narrows to it, also within several that were chosen', () => {
    const some = [{ ...model, values: ['a', 'b'] }]
    expect(narrowFilters(some, { ...model, value: 'a' })).toEqual([{ ...model, values: ['a'] }])
    expect(narrowFilters([{ ...model, values: ['a'] }], { ...model, value: 'a' })).toEqual([
      { ...model, values: ['a'] },
    ])
  })

  test('leaves it out beside what is left out already', () => {
    const out = { label: 'model' as const, exclude: true }
    expect(narrowFilters([{ ...out, values: ['a'] }], { ...out, value: 'b' })).toEqual([
      { ...out, values: ['a', 'b'] },
    ])
  })
})
