import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { type ExpectedSpend, forecastPeriod } from './forecast-period.ts'
import type { ForecastableRow } from './read-forecastable.ts'

/** What a budget is expected to have spent at the end of its period; null where nobody can say. */
export async function expectSpend(
  ctx: AppContext,
  { budget, days }: Pick<ForecastableRow, 'budget' | 'days'>,
  now: Date,
): Promise<ExpectedSpend | null> {
  try {
    const { expected } = await forecastPeriod(ctx, budget, null, days, now)
    return expected?.at(-1) ?? null
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    // Too many events would have to be read, at every look: the others go on.
    ctx.log.debug({ budget: budget.id, reason: error.message }, 'there is no forecast of a budget')
    return null
  }
}
