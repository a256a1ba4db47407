import { describe, expect, test } from 'vitest'
import {
  type CheckedPeriod,
  evaluateBudget,
  type GroupSpend,
  type KnownAlert,
} from '#server/budgets/evaluate-budget.ts'

const HOUR = 3_600_000
const [START, END] = [Date.UTC(2026, 10, 18), Date.UTC(2026, 10, 19)]
const NOON = START + 12 * HOUR

const spend = (spent: number, group: string | null = null): GroupSpend => ({
  group,
  spent: BigInt(spent),
  requests: 1,
  unpriced: 0,
  updatedAt: NOON,
})
const period = (overrides: Partial<CheckedPeriod>): CheckedPeriod => ({
  amount: 100n,
  thresholds: [50, 80, 100],
  arming: 1,
  armedAt: START - HOUR,
  start: START,
  end: END,
  groups: [],
  alerts: [],
  ...overrides,
})
const alert = (threshold: number, overrides: Partial<KnownAlert> = {}): KnownAlert => ({
  id: `a${threshold}`,
  group: null,
  threshold,
  arming: 1,
  state: 'firing',
  spent: BigInt(threshold),
  start: START,
  end: END,
  ...overrides,
})

/** `told 100`, `recorded 50`, `resolved a80` and so on, in the order of the decision. */
function decide(given: Partial<CheckedPeriod>, now = NOON): string[] {
  const { raised, closed } = evaluateBudget(period(given), now)
  return [
    ...raised.map(({ tells, threshold, spend: { group }, repeat }) =>
      [
        tells ? 'told' : 'recorded',
        threshold,
        ...(group === null ? [] : [group]),
        ...(repeat ? [`again ${repeat}`] : []),
      ].join(' '),
    ),
    ...closed.map(({ id, state, tells }) => `${state}${tells ? ' and told' : ''} ${id}`),
  ]
}

describe('crossing', () => {
  test('nothing below the lowest threshold, and exactly the threshold is crossed', () => {
    expect(decide({ groups: [spend(49)] })).toEqual([])
    expect(decide({ groups: [spend(50)] })).toEqual(['told 50'])
  })

  test('several at once: the highest is told, those below it are recorded', () => {
    expect(decide({ groups: [spend(250)] })).toEqual(['recorded 50', 'recorded 80', 'told 100'])
  })

  test('what was decided is not decided again', () => {
    const alerts = [alert(50, { state: 'recorded' }), alert(80, { state: 'acknowledged' })]
    expect(decide({ groups: [spend(90)], alerts })).toEqual([])
    expect(decide({ groups: [spend(120)], alerts })).toEqual(['told 100'])
  })

  test('each group has its own thresholds', () => {
    const groups = [spend(60, 'ann'), spend(100, 'bob'), spend(10, 'cy')]
    const alerts = [alert(50, { group: 'ann' })]
    expect(decide({ groups, alerts })).toEqual(['recorded 50 bob', 'recorded 80 bob', 'told 100 bob'])
  })
})

describe('correction', () => {
  test('what is not so any more is over, and those who were told are told', () => {
    const alerts = [alert(50, { state: 'recorded' }), alert(80)]
    expect(decide({ groups: [spend(79)], alerts })).toEqual(['resolved and told a80'])
    expect(decide({ groups: [], alerts })).toEqual(['resolved and told a80'])
  })

  test('back above it nobody is told again before it is a tenth more than what was told', () => {
    const alerts = [
      alert(50, { state: 'recorded' }),
      alert(80, { state: 'recorded' }),
      alert(100, { state: 'resolved', spent: 100n }),
    ]
    expect(decide({ groups: [spend(109)], alerts })).toEqual([])
    expect(decide({ groups: [spend(110)], alerts })).toEqual(['told 100 again 1'])
    const again = [...alerts, alert(100, { id: 'b', spent: 110n })]
    expect(decide({ groups: [spend(200)], alerts: again })).toEqual([])
  })

  test('a higher threshold after a correction is told when it is worse than what was told', () => {
    const alerts = [alert(50, { state: 'resolved', spent: 78n })]
    expect(decide({ groups: [spend(82)], alerts })).toEqual(['recorded 80'])
    expect(decide({ groups: [spend(90)], alerts })).toEqual(['told 80'])
  })
})

describe('edits', () => {
  test('a raised amount takes back what is not so any more, and arms again', () => {
    const given = { amount: 200n, arming: 2, alerts: [alert(50, { state: 'recorded' }), alert(80)] }
    expect(decide({ ...given, groups: [spend(90)] })).toEqual(['resolved and told a80'])
    expect(decide({ ...given, groups: [spend(170)] })).toEqual(['recorded 50', 'told 80', 'superseded a80'])
  })

  test('an amount lowered below what is spent is told once', () => {
    const given = { amount: 20n, arming: 2, groups: [spend(60)] }
    const alerts = [alert(50)]
    expect(decide({ ...given, alerts })).toEqual(['recorded 50', 'recorded 80', 'told 100', 'superseded a50'])
    const decided = [50, 80, 100].map((threshold) => alert(threshold, { arming: 2 }))
    expect(decide({ ...given, alerts: decided })).toEqual([])
  })

  test('a threshold that was taken out gives way, without a word', () => {
    expect(decide({ thresholds: [100], groups: [spend(60)], alerts: [alert(50)] })).toEqual([
      'superseded a50',
    ])
  })

  test('a period that was over when the budget was made or edited is not told about', () => {
    expect(decide({ armedAt: END, groups: [spend(500)] }, END + HOUR)).toEqual([])
  })

  test('after a change of zone, what was told of the same day is told', () => {
    const alerts = [alert(100, { start: START - 5 * HOUR, end: END - 5 * HOUR })]
    expect(decide({ groups: [spend(120)], alerts })).toEqual(['recorded 50', 'recorded 80'])
    const ofYesterday = [alert(100, { start: START - 19 * HOUR, end: END - 19 * HOUR })]
    expect(decide({ groups: [spend(120)], alerts: ofYesterday })).toContain('told 100')
  })
})

describe('late', () => {
  test('the day before is told about for a day, then only recorded', () => {
    expect(decide({ groups: [spend(100)] }, END + 24 * HOUR)).toContain('told 100')
    const late = ['recorded 50', 'recorded 80', 'recorded 100']
    expect(decide({ groups: [spend(100)] }, END + 24 * HOUR + 1)).toEqual(late)
  })

  test('nothing is recorded again and again', () => {
    const alerts = [50, 80, 100].map((threshold) =>
      alert(threshold, { state: threshold === 100 ? 'resolved' : 'recorded' }),
    )
    expect(decide({ groups: [spend(500)], alerts }, END + 25 * HOUR)).toEqual([])
  })

  test('an alert ends by itself a day after its period', () => {
    const given = {
      groups: [spend(100)],
      alerts: [50, 80, 100].map((threshold) => alert(threshold, { state: 'acknowledged' })),
    }
    expect(decide(given, END + 23 * HOUR)).toEqual([])
    expect(decide(given, END + 25 * HOUR)).toEqual(['resolved a50', 'resolved a80', 'resolved a100'])
  })
})
