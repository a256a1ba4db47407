import type { Budget, BudgetCurrent } from '#shared/api/budgets.ts'

/** A month of which 72 % are gone, and three quarters of the amount. */
export function current(part: Partial<BudgetCurrent>): BudgetCurrent {
  return {
    start: '2026-11-01T00:00:00Z',
    end: '2026-12-01T00:00:00Z',
    spentUsd: '750',
    requests: 1_000,
    unpricedEvents: 0,
    ratio: 0.75,
    state: 'ok',
    isPartial: false,
    elapsed: 0.72,
    runsOutAt: null,
    groups: 1,
    groupsOver: 0,
    ...part,
  }
}

export function budget(part: Partial<Budget>): Budget {
  return {
    id: '1',
    name: 'Production',
    projectId: null,
    projectName: null,
    scope: {},
    groupBy: null,
    amountUsd: '1000',
    period: 'month',
    cycleDay: null,
    timeZone: 'UTC',
    thresholds: [50, 80, 100],
    forecastThreshold: 100,
    channelIds: null,
    silence: null,
    owner: null,
    url: null,
    pausedAt: null,
    createdBy: 'ada@example.com',
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    hasMatched: true,
    current: current({}),
    groups: [],
    ...part,
  }
}
