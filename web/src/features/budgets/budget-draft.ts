import type { Budget, BudgetPeriod } from '#shared/api/budgets.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import type { NewBudget, PreviewedBudget } from '../../api/budget-input.ts'
import type { LabelFilter } from '../../lib/search-params.ts'
import { toFilters, toScope } from './budget-scope.ts'

/** What the form holds; texts are as they were typed. */
export interface BudgetDraft {
  name: string
  projectId: string | null
  filters: LabelFilter[]
  groupBy: AnyLabel | null
  amountUsd: string
  period: BudgetPeriod
  cycleDay: string
  timeZone: string
  thresholds: string
  /** '' is no alert on the forecast. */
  forecastThreshold: string
  /** null: every default channel. */
  channelIds: string[] | null
  silence: { from: string; until: string } | null
  owner: string
  url: string
}

export const emptyDraft = (timeZone: string): BudgetDraft => ({
  name: '',
  projectId: null,
  filters: [],
  groupBy: null,
  amountUsd: '',
  period: 'month',
  cycleDay: '1',
  timeZone,
  thresholds: '50, 80, 100',
  forecastThreshold: '100',
  channelIds: null,
  silence: null,
  owner: '',
  url: '',
})

export const draftOf = (budget: Budget): BudgetDraft => ({
  ...budget,
  filters: toFilters(budget.scope),
  cycleDay: String(budget.cycleDay ?? 1),
  thresholds: budget.thresholds.join(', '),
  forecastThreshold: budget.forecastThreshold === null ? '' : String(budget.forecastThreshold),
  owner: budget.owner ?? '',
  url: budget.url ?? '',
})

const AMOUNT = /^\d{1,9}(\.\d{1,12})?$/

/** `$1,500.50` is how people write 1500.50. */
const plainAmount = (text: string) => text.trim().replace(/^\$/, '').replaceAll(',', '')

/** What is no number is left in, for the server to refuse at its field. */
const toPercents = (text: string) =>
  text
    .split(/[\s,;%]+/)
    .filter((part) => part !== '')
    .map(Number)

/** What counts, of all that a budget has; null while it cannot be asked about. */
export function toPreview(draft: BudgetDraft): PreviewedBudget | null {
  const amountUsd = plainAmount(draft.amountUsd)
  const thresholds = toPercents(draft.thresholds)
  const isWhole = AMOUNT.test(amountUsd) && Number(amountUsd) > 0
  if (!isWhole || thresholds.length === 0 || thresholds.some((one) => !Number.isInteger(one) || one < 1))
    return null
  return { ...countedOf(draft), amountUsd, thresholds, forecastThreshold: forecastOf(draft) }
}

const countedOf = (draft: BudgetDraft) => ({
  projectId: draft.projectId,
  scope: toScope(draft.filters),
  groupBy: draft.groupBy,
  amountUsd: plainAmount(draft.amountUsd),
  period: draft.period,
  cycleDay: draft.period === 'cycle' ? Number(draft.cycleDay) : null,
  timeZone: draft.timeZone,
  thresholds: toPercents(draft.thresholds),
})

/** A forecast of many groups is not made, so that a budget with groups has no alert on it. */
const forecastOf = ({ groupBy, forecastThreshold }: BudgetDraft) =>
  groupBy || forecastThreshold.trim() === '' ? null : Number(forecastThreshold)

export const toBudget = (draft: BudgetDraft): NewBudget => ({
  ...countedOf(draft),
  name: draft.name.trim(),
  forecastThreshold: forecastOf(draft),
  channelIds: draft.channelIds,
  silence: draft.silence,
  owner: draft.owner.trim() || null,
  url: draft.url.trim() || null,
})
