import { describe, expect, test } from 'vitest'
import { exploration, exploredSeries } from '#tests/support/exploration.ts'
import { hasFigures } from '#web/src/charts/axis-format.ts'
import { bucketsPerTick } from '#web/src/charts/buckets-per-tick.ts'
import {
  groupColours,
  pairName,
  shownKind,
  toStackRows,
  toStackSeries,
} from '#web/src/features/explore/explored-rows.ts'
import {
  axisFormat,
  changeOf,
  columnFormat,
  exactText,
  figureText,
} from '#web/src/features/explore/metric-format.ts'
import { createMoney } from '#web/src/lib/money.ts'

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ start: `${n}`, end: `${n + 1}`, partial: n === count - 1 }))

describe('the chart of Explore', () => {
  test('what is not known is a gap', () => {
    expect(toStackRows(exploration(), 'bars', 1)).toMatchObject([
      { v0: 1.5, v1: null, v2: null, total: 1.5, previous: null },
      { v0: 1, v1: null, v2: 0.5, total: 1.5, partial: true },
    ])
  })

  test('what costs nothing is drawn, and what has no known cost is not', () => {
    const rows = (total: number | null, previous: number | null) => [
      { start: '', end: '', partial: false, total, previous },
    ]
    expect(hasFigures(rows(0, null))).toBe(true)
    expect(hasFigures(rows(null, 2))).toBe(true)
    expect(hasFigures(rows(null, 0))).toBe(false)
  })

  test('ticks keep their distance, and where there is room for one only, there is one', () => {
    const room = 6 * 6.5 + 36
    expect(bucketsPerTick(30, 30 * room, 6)).toBe(1)
    expect(bucketsPerTick(30, 30 * room - 1, 6)).toBe(2)
    expect(bucketsPerTick(90, 640, 6)).toBe(11)
    expect(bucketsPerTick(90, 0, 6)).toBe(90)
    expect(bucketsPerTick(0, 640, 0)).toBe(1)
  })

  test('who has no name is no user, and what has no label is untagged', () => {
    const nobody = exploredSeries({ key: '', name: '', subkey: '', subname: '' })
    expect(pairName({ groupBy: 'user', subgroupBy: 'team' }, nobody)).toBe('(no user) · (untagged)')
  })

  test('a day that still fills is a bar, and no point of a line that would fall', () => {
    expect(toStackRows(exploration(), 'lines', 1)).toHaveLength(1)
    expect(toStackRows(exploration({ metric: 'errorRate' }), 'lines', 1)).toHaveLength(2)
    expect(toStackRows(exploration({ cumulative: true }), 'area', 1)).toHaveLength(2)
  })

  test('what does not add up is never stacked, and many buckets are no bars', () => {
    expect(shownKind('bars', exploration({ metric: 'cacheHitRate' }))).toBe('lines')
    expect(shownKind('auto', exploration({ metric: 'latencyP50' }))).toBe('lines')
    expect(shownKind('auto', exploration())).toBe('bars')
    expect(shownKind('bars', exploration({ buckets: many(61) }))).toBe('area')
    expect(shownKind('table', exploration({ metric: 'errorRate' }))).toBe('table')
  })

  test('subgroups are shades of the colour of their group', () => {
    const pair = (key: string, slot: number, subkey: string) =>
      exploredSeries({ key, slot, subkey, subname: subkey })
    const series = [
      pair('a', 1, 'x'),
      pair('b', 2, 'x'),
      pair('a', 1, 'y'),
      exploredSeries({ key: null, slot: null }),
    ]
    const [first, second, third, other] = groupColours(exploration({ subgroupBy: 'team', series }))
    expect([first!.colour, second!.colour, other!.colour]).toEqual([
      'var(--s1)',
      'var(--s2)',
      'var(--s-other)',
    ])
    expect(third!.colour).toMatch(/^color-mix\(in oklab, var\(--s1\) \d+%, var\(--surface\)\)$/)
    const ids = toStackSeries(exploration({ subgroupBy: 'team', series })).map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
  })
})

describe('the figures of Explore', () => {
  test.each([
    ['cost', '12431.22', '$12,431'],
    ['costPerRequest', '0.0035', '$0.0035'],
    ['tokens', 8_420_000, '8.42M'],
    ['errorRate', 0.0124, '1.2%'],
    ['latencyP95', 920.4, '920 ms'],
    ['latencyP95', 1_840, '1.8 s'],
    ['cost', null, '—'],
  ] as const)('%s %s is %s', (metric, value, text) => {
    expect(figureText(metric, value, createMoney(null))).toBe(text)
  })

  test('a column of money has one precision', () => {
    const format = columnFormat('cost', ['12.5', '0.25'], createMoney(null))
    expect([format('12.5'), format('0.25')]).toEqual(['$12.50', '$0.25'])
  })

  test('amounts are in the currency of the screen, their titles and what is no money are not converted', () => {
    const euros = createMoney({ code: 'EUR', rate: '0.5', date: '2026-01-01' })
    expect(toStackRows(exploration(), 'bars', euros.rate)[0]).toMatchObject({ v0: 0.75, total: 0.75 })
    expect(toStackRows(exploration({ metric: 'errorRate' }), 'lines', euros.rate)[0]).toMatchObject({
      v0: 1.5,
    })
    expect(figureText('cost', '100', euros)).toBe('€50.00')
    expect(columnFormat('costPerRequest', ['12.5'], euros)('12.5')).toBe('€6.25')
    expect(exactText('cost', '100', euros)).toBe('$100.00 USD')
    expect(axisFormat('cost', 50, euros).value(50)).toBe('€50.00')
    expect(figureText('tokens', 100, euros)).toBe('100')
  })

  test('every tick of an axis has the unit of its top', () => {
    const ticks = (top: number) =>
      [0, top / 2, top].map(axisFormat('latencyP95', top, createMoney(null)).axis)
    expect(ticks(8_000)).toEqual(['0 s', '4 s', '8 s'])
    expect(ticks(400)).toEqual(['0 ms', '200 ms', '400 ms'])
  })

  test('shares move by points, and percentiles not at all within their own error', () => {
    expect(changeOf('errorRate', 0.05, 0.02)).toEqual({ direction: 'up', text: '3.0 pts' })
    expect(changeOf('latencyP95', 1060, 1000)).toEqual({ direction: 'flat', text: '≈' })
    expect(changeOf('latencyP95', 1500, 1000)).toEqual({ direction: 'up', text: '50.0%' })
    expect(changeOf('cost', null, '1')).toBeNull()
  })
})
