import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import type { AnyLabel } from './labels.ts'
import { LabelParam } from './spend.ts'

const BUDGET_PERIODS = ['day', 'week', 'month', 'quarter', 'cycle'] as const
/** A calendar period of the budget's zone, weeks from Monday; `cycle` is a month that begins on `cycleDay`. */
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number]

/** Label (`user` and `tag:KEY` as well) -> the values that count; one without a value is ''. {} is everything. */
export type BudgetScope = Partial<Record<AnyLabel, string[]>>

/** Budgets of an installation that are not removed. */
export const MOST_BUDGETS = 1_000
/** Groups of a budget that a detail shows, those that spent most first. */
export const MOST_SHOWN_GROUPS = 200
const DEFAULT_THRESHOLDS = [50, 80, 100]
const LARGEST_PERCENT = 1_000
const MOST_THRESHOLDS = 10

const id = z.string().regex(/^\d{1,9}$/)
const text = (longest: number) =>
  z.string().trim().min(1).max(longest).refine(isCleanText, 'has control characters')
const percent = z.number().int().min(1).max(LARGEST_PERCENT)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 22:00')
const values = z.array(z.string().max(256).refine(isCleanText, 'has control characters')).min(1).max(100)
const isScopeLabel = (label: string) => label !== 'project' && LabelParam.safeParse(label).success

const fields = {
  name: text(80),
  /** null: the whole installation. A key makes budgets of its own project only. */
  projectId: id.nullish(),
  scope: z
    .record(z.string().refine(isScopeLabel, 'is no label'), values)
    .refine((scope) => Object.keys(scope).length <= 10, 'names more than 10 labels')
    .transform((scope) => scope as BudgetScope),
  /** Each value of this label has the amount for itself. */
  groupBy: LabelParam.nullish(),
  /** In each period, for each group; a decimal above 0. */
  amountUsd: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,12})?$/, 'expected a decimal in USD such as 250 or 0.50')
    .refine((amount) => /[1-9]/.test(amount), 'has to be above 0'),
  period: z.enum(BUDGET_PERIODS),
  /** First day of a custom cycle. */
  cycleDay: z.number().int().min(1).max(28).nullish(),
  /** IANA name; without it, the installation's zone. */
  timeZone: z.string().max(64).optional(),
  /** Percent of the amount. */
  thresholds: z
    .array(percent)
    .min(1)
    .max(MOST_THRESHOLDS)
    .transform((list) => [...new Set(list)].sort((a, b) => a - b)),
  /** Percent of the amount that the forecast of a period may reach. Not for budgets with groups. */
  forecastThreshold: percent.nullish(),
  /** null: every default channel. */
  channelIds: z.array(id).max(50).nullish(),
  /** Local times without messages; what fires then is told at `until`. */
  silence: z.strictObject({ from: clockTime, until: clockTime }).nullish(),
  owner: text(120).nullish(),
  /** Such as a runbook. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
}

const counted = z.strictObject({
  projectId: fields.projectId,
  scope: fields.scope.default({}),
  groupBy: fields.groupBy,
  amountUsd: fields.amountUsd,
  period: fields.period.default('day'),
  cycleDay: fields.cycleDay,
  timeZone: fields.timeZone,
  thresholds: fields.thresholds.default(DEFAULT_THRESHOLDS),
})

export const CreateBudget = counted.extend({
  name: fields.name,
  forecastThreshold: fields.forecastThreshold,
  channelIds: fields.channelIds,
  silence: fields.silence,
  owner: fields.owner,
  url: fields.url,
})
export type CreateBudget = z.output<typeof CreateBudget>

/** What decides how much was spent of what. */
export type CountedBudget = z.output<typeof counted>

/** What a budget like this would have done. */
export const PreviewBudget = counted.extend({ forecastThreshold: fields.forecastThreshold })
export type PreviewBudget = z.output<typeof PreviewBudget>

/** What is left out stays. Another amount, or another scope, group, project or period, arms the thresholds again. */
export const UpdateBudget = z
  .strictObject(fields)
  .partial()
  .extend({
    paused: z.boolean().optional(),
    /** Arms the thresholds again without another change. */
    rearm: z.literal(true).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
export type UpdateBudget = z.output<typeof UpdateBudget>

const groupKey = z.string().max(256).refine(isCleanText, 'has control characters')

export const BudgetStatusQuery = z.strictObject({
  /** Of a budget with groups: which. '' is the one of events without that label. */
  group: groupKey.optional(),
})

export const BudgetBurnQuery = z.strictObject({
  /** Start of the period, RFC 3339, as the list of periods tells it; the current one without it. */
  period: z.iso.datetime().optional(),
  /** Of a budget with groups: which; without it, the one that has spent most. */
  group: groupKey.optional(),
})

/**
 * `counting`: what was spent is not known yet, the events are being added up. `warning`: a threshold below 100 % is
 * crossed; `over`: 100 % or more.
 */
export type BudgetState = 'counting' | 'ok' | 'warning' | 'over'

/** What a group, or all of them, have spent in a period. */
export interface BudgetSums {
  /** At least that where `unpricedEvents` is above 0. */
  spentUsd: string
  requests: number
  /** Events whose cost is not known, or only in part. */
  unpricedEvents: number
}

export interface BudgetGroup extends BudgetSums {
  /** Value of the label; '' where events carry none, `__other__` beyond 10,000 groups. */
  key: string
  /** What to show for the key where it is an id (the project's name). */
  name: string
  /** `spentUsd` by the amount; 1 is all of it. */
  ratio: number
  state: BudgetState
}

export interface BudgetPeriodSpend extends BudgetSums {
  /** RFC 3339 UTC; half-open. */
  start: string
  end: string
  /** Of a budget with groups: that of the group that spent most. */
  ratio: number
  state: BudgetState
  /** Events of before the retention are missing in it. */
  isPartial: boolean
}

export interface BudgetCurrent extends BudgetPeriodSpend {
  /** Share of the period that is over, 0 to 1. */
  elapsed: number
  /** When the amount is spent if it goes on as in the period so far; null when it lasts, or is spent already. */
  runsOutAt: string | null
  /** How many groups have spent; 1 without groups. */
  groups: number
  /** Groups that have spent all of their amount or more; 0 or 1 without groups. */
  groupsOver: number
}

/** An amount for a scope in each calendar period. */
export interface Budget {
  id: string
  name: string
  projectId: string | null
  projectName: string | null
  scope: BudgetScope
  groupBy: AnyLabel | null
  amountUsd: string
  period: BudgetPeriod
  cycleDay: number | null
  timeZone: string
  thresholds: number[]
  forecastThreshold: number | null
  channelIds: string[] | null
  silence: { from: string; until: string } | null
  owner: string | null
  url: string | null
  pausedAt: string | null
  createdBy: string
  createdAt: string
  updatedAt: string
  /** Whether events of this scope have ever come. */
  hasMatched: boolean
  /** null while it is `counting` for the first time, or after an edit of what it counts. */
  current: BudgetCurrent | null
  /** Of a budget with groups, those that have spent most in the current period: 10 in a list, 200 in a detail. */
  groups: BudgetGroup[]
}

export interface BudgetDetail extends Budget {
  /** The periods before the current one that are counted, the newest first, 24 at the most. */
  periods: BudgetPeriodSpend[]
}

/** One threshold that would have been crossed, or expected to be. */
export interface PreviewedFiring {
  /** The local day on which it happened, `2026-11-22`. */
  day: string
  /** First local day of its period. */
  periodDay: string
  /** null without groups. */
  group: string | null
  /** The highest threshold that was crossed on that day. */
  threshold: number
  /** Spent in the period up to the end of that day. */
  spentUsd: string
  /** What was expected at the end of the period then; null where the threshold was really crossed. */
  forecastUsd: string | null
}

export interface BudgetPreview {
  /** Local days that were looked at, both included. */
  from: string
  to: string
  timeZone: string
  hasMatched: boolean
  /** How many times somebody would have been told: the highest threshold of a group and day counts once. */
  fired: number
  /** The newest first, 100 at the most. */
  firings: PreviewedFiring[]
  /** Spend of the range in this scope. */
  spentUsd: string
  requests: number
  unpricedEvents: number
}

/** The spend of a period as it grew. */
export interface BudgetBurn {
  start: string
  end: string
  /** null without groups. */
  group: string | null
  amountUsd: string
  /** What was spent up to each instant: by the hour in a day, else by the day. Ends with now. */
  points: { at: string; spentUsd: string }[]
  /** What is expected from now on, in the same steps; null where it is not known, or the period is over. */
  forecast: { at: string; spentUsd: string; lowUsd: string; highUsd: string }[] | null
}

/** What an app asks before it spends. */
export interface BudgetStatus {
  budgetId: string
  /** null without groups, and for a budget with groups of which none was named: then it is the one that spent most. */
  group: string | null
  /** null while it is not known, when `state` is `counting`. At least that where `unpricedEvents` is above 0. */
  spentUsd: string | null
  amountUsd: string
  ratio: number | null
  state: BudgetState
  /** Nobody is told while it is paused; it counts on. */
  isPaused: boolean
  periodStart: string | null
  periodEnd: string | null
  unpricedEvents: number
  /** Seconds since this was read. */
  age: number
}
