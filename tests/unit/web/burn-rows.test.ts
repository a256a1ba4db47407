import { expect, test } from 'vitest'
import type { BudgetBurn } from '#shared/api/budgets.ts'
import { burnRows, burnTop } from '#web/src/charts/burn-rows.ts'
import { burnTick, burnTicks } from '#web/src/charts/burn-ticks.ts'

const burn: BudgetBurn = {
  start: '2026-11-01T00:00:00Z',
  end: '2026-12-01T00:00:00Z',
  group: null,
  amountUsd: '100',
  points: [
    { at: '2026-11-02T00:00:00Z', spentUsd: '10' },
    { at: '2026-11-02T12:00:00Z', spentUsd: '15.5' },
  ],
  forecast: [{ at: '2026-12-01T00:00:00Z', spentUsd: '120', lowUsd: '100', highUsd: '140' }],
}

test('spend begins with nothing, and what is expected goes on where it ends', () => {
  const rows = burnRows(burn, 2)
  expect(rows.map(({ spent }) => spent)).toEqual([0, 20, 31, null])
  expect(rows.map(({ forecast }) => forecast)).toEqual([undefined, undefined, 31, 240])
  expect(rows.at(-1)?.band).toEqual([200, 280])
})

test('without a forecast, or before the first event, only what is known is drawn', () => {
  expect(burnRows({ ...burn, forecast: null }, 1)).toHaveLength(3)
  expect(burnRows({ ...burn, forecast: null, points: [] }, 1)).toEqual([
    { at: Date.parse(burn.start), spent: 0 },
  ])
})

test('the chart reaches above the larger of the amount and what is expected', () => {
  expect(burnTop(burnRows(burn, 1), 100)).toBeCloseTo(127.2)
  expect(burnTop(burnRows({ ...burn, forecast: null }, 1), 100)).toBeCloseTo(106)
})

test('a month has a few days on its axis, also when clocks are set back in it', () => {
  const bounds = { start: '2026-11-01T04:00:00Z', end: '2026-12-01T05:00:00Z' }
  const days = burnTicks(bounds).map((at) => burnTick(at, bounds, 'America/New_York'))
  expect(days).toEqual(['Nov 1', 'Nov 7', 'Nov 13', 'Nov 19', 'Nov 25'])
})

test('a day has its hours', () => {
  const bounds = { start: '2026-11-22T00:00:00Z', end: '2026-11-23T00:00:00Z' }
  expect(burnTicks(bounds).map((at) => burnTick(at, bounds, 'UTC'))).toEqual([
    '00:00',
    '06:00',
    '12:00',
    '18:00',
  ])
})
