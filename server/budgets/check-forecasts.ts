import { closeAlerts } from '#server/alerts/close-alerts.ts'
import { type DecidedAlert, raiseAlerts } from '#server/alerts/raise-alert.ts'
import type { AppContext } from '#server/context.ts'
import { formatUsd } from '#shared/money.ts'
import { describeScope } from './describe-scope.ts'
import { evaluateForecast, wantsForecast } from './evaluate-forecast.ts'
import { expectSpend } from './expect-spend.ts'
import type { ExpectedSpend } from './forecast-period.ts'
import { type ForecastableRow, readForecastable } from './read-forecastable.ts'

/**
 * Tells of budgets that are on course to be overrun, once in a period over all instances, and when they no longer are.
 * @throws the first error, after all the others have been looked at.
 */
export async function checkForecasts(ctx: AppContext): Promise<void> {
  const now = await ctx.databaseClock()
  const errors: unknown[] = []
  for (const row of await readForecastable(ctx, now)) {
    if (ctx.stopping.aborted) return
    await checkForecast(ctx, row, now).catch((error) => errors.push(error))
  }
  if (errors.length > 0) throw errors[0]
}

async function checkForecast(ctx: AppContext, row: ForecastableRow, now: Date): Promise<void> {
  const expected = wantsForecast(row.period, now.getTime()) ? await expectSpend(ctx, row, now) : null
  const { raises, closed } = evaluateForecast(row.period, expected?.spent ?? null, now.getTime())
  if (raises) await raiseAlerts(ctx, [toAlert(row, expected!, now)])
  const closing = closed.map(({ spent, ...alert }) => ({ ...alert, spentUsd: formatUsd(spent) }))
  await closeAlerts(ctx, closing, now)
}

function toAlert(row: ForecastableRow, expected: ExpectedSpend, now: Date): DecidedAlert {
  const { budget, period, requests, unpriced } = row
  const start = new Date(period.start).toISOString()
  return {
    dedupKey: ['forecast', budget.id, period.arming, start].join(':'),
    subject: {
      kind: 'forecast',
      project: budget.project,
      budget: { id: budget.id, name: budget.name },
      groupKey: null,
      threshold: period.threshold,
      periodStart: start,
      periodEnd: new Date(period.end).toISOString(),
      facts: {
        name: budget.name,
        scope: describeScope(budget.scope),
        spentUsd: formatUsd(period.spent),
        amountUsd: formatUsd(period.amount),
        forecastUsd: formatUsd(expected.spent),
        forecastLowUsd: formatUsd(expected.low),
        forecastHighUsd: formatUsd(expected.high),
        requests,
        unpricedEvents: unpriced,
        timeZone: budget.timeZone,
        ...(budget.owner && { owner: budget.owner }),
        ...(budget.url && { url: budget.url }),
      },
    },
    path: `/budgets/${budget.id}`,
    firedAt: now,
    tells: true,
    channelIds: budget.channelIds,
    heldUntil: budget.heldUntil,
    arming: period.arming,
  }
}
