const BUDGET_PERIODS = ['day', 'week', 'month', 'quarter', 'cycle'] as const
/** A calendar period of the budget's zone; `cycle` is a month that begins on `cycleDay`. */
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number]

/** Label (`user` and `tag.KEY` as well) -> the values that count; one without a value is ''. {} is everything. */
export type BudgetScope = Record<string, string[]>
