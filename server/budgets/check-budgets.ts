import { closeAlerts } from '#server/alerts/close-alerts.ts'
import { type DecidedAlert, raiseAlerts } from '#server/alerts/raise-alert.ts'
import type { AppContext } from '#server/context.ts'
import { formatUsd } from '#shared/money.ts'
import { describeScope } from './describe-scope.ts'
import { evaluateBudget, type RaisedThreshold } from './evaluate-budget.ts'
import { type CheckedRow, readChecked } from './read-checked.ts'

/** Below that nobody waited. */
const DELAY_SECONDS = 60

/**
 * Decides what is to be told of budgets, once over all instances: of some periods, or of the current and the previous
 * one of all budgets. The clock is that of the database.
 */
export async function checkBudgets(ctx: AppContext, periods: readonly number[] | 'latest'): Promise<void> {
  const now = await ctx.databaseClock()
  const decisions = (await readChecked(ctx, periods, now)).map((row) => ({
    row,
    ...evaluateBudget(row.period, now.getTime()),
  }))
  const raised = decisions.flatMap(({ row, raised }) => raised.map((each) => toAlert(row, each, now)))
  const closed = decisions.flatMap(({ closed }) =>
    closed.map(({ spent, ...alert }) => ({ ...alert, spentUsd: formatUsd(spent) })),
  )
  await raiseAlerts(ctx, raised)
  await closeAlerts(ctx, closed, now)
}

function toAlert({ budget, period }: CheckedRow, raised: RaisedThreshold, now: Date): DecidedAlert {
  const { spend, threshold, repeat, tells } = raised
  const start = new Date(period.start).toISOString()
  const key = ['budget', budget.id, period.arming, JSON.stringify(spend.group), start, threshold]
  const delay = Math.round((now.getTime() - spend.updatedAt) / 1000)
  return {
    dedupKey: [...key, ...(repeat > 0 ? [repeat] : [])].join(':'),
    subject: {
      kind: 'budget',
      project: budget.project,
      budget: { id: budget.id, name: budget.name },
      groupKey: spend.group,
      threshold,
      periodStart: start,
      periodEnd: new Date(period.end).toISOString(),
      facts: {
        name: budget.name,
        scope: describeScope(budget.scope),
        spentUsd: formatUsd(spend.spent),
        amountUsd: formatUsd(period.amount),
        ...(spend.name && { groupName: spend.name }),
        requests: spend.requests,
        unpricedEvents: spend.unpriced,
        timeZone: budget.timeZone,
        ...(budget.owner && { owner: budget.owner }),
        ...(budget.url && { url: budget.url }),
        ...(delay >= DELAY_SECONDS && { delayedBySeconds: delay }),
      },
    },
    path: `/budgets/${budget.id}`,
    firedAt: now,
    tells,
    channelIds: budget.channelIds,
    heldUntil: budget.heldUntil,
    arming: period.arming,
  }
}
