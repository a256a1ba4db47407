import { expect, test } from 'vitest'
import type { Alert } from '#shared/api/alerts.ts'
import { crossingMarks } from '#web/src/features/alerts/crossing-marks.ts'

const november = { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z', group: null }
const alert = (part: Partial<Alert>) =>
  ({
    id: '1',
    kind: 'budget',
    threshold: 80,
    groupKey: null,
    periodStart: '2026-11-01T00:00:00.000Z',
    firedAt: '2026-11-20T00:00:00Z',
    facts: { name: 'b', scope: '', spentUsd: '84.5' },
    ...part,
  }) as Alert

test('a threshold is marked where it was crossed, and a forecast where it was told', () => {
  const marks = crossingMarks(
    [
      alert({ firedAt: '2026-11-18T00:00:00Z' }),
      alert({ id: '2', threshold: 100 }),
      alert({ id: '3', kind: 'forecast', threshold: 100 }),
    ],
    november,
  )
  expect(marks.map(({ amount, text, tone }) => [amount, text, tone])).toEqual([
    [84.5, '80%', 'warn'],
    [84.5, '100%', 'bad'],
    [84.5, 'Forecast', 'warn'],
  ])
})

test('of what was crossed at once the highest is marked', () => {
  const [later, ...atOnce] = [
    alert({ id: '4', threshold: 120, firedAt: '2026-11-21T00:00:00Z' }),
    alert({ id: '1', threshold: 50, state: 'recorded' }),
    alert({ id: '2', threshold: 100 }),
    alert({ id: '3', threshold: 80, state: 'recorded' }),
  ]
  const marks = crossingMarks([later!, ...atOnce], november)
  expect(marks.map(({ text }) => text)).toEqual(['120%', '100%'])
})

test('of a budget with groups only those of the group that is shown are marked', () => {
  const alerts = [alert({ groupKey: 'red' }), alert({ id: '2', groupKey: 'blue' })]
  expect(crossingMarks(alerts, { ...november, group: 'red' }).map(({ id }) => id)).toEqual(['1'])
  expect(crossingMarks(alerts, november)).toEqual([])
})

test('what is of another period, another kind, or was told after its end is not marked', () => {
  const others = [
    alert({ periodStart: '2026-10-01T00:00:00Z' }),
    alert({ kind: 'silence' }),
    alert({ firedAt: '2026-12-01T06:00:00Z' }),
  ]
  expect(crossingMarks(others, november)).toEqual([])
})
