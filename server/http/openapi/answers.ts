import type { Alert, AlertDetail, AlertPage, OpenAlerts } from '#shared/api/alerts.ts'
import type { Annotation } from '#shared/api/annotations.ts'
import type { Budget, BudgetBurn, BudgetDetail, BudgetPreview, BudgetStatus } from '#shared/api/budgets.ts'
import type { CostStatus } from '#shared/api/cost-status.ts'
import type { EventDetail } from '#shared/api/event-detail.ts'
import type { CostLine, EventPage } from '#shared/api/events.ts'
import type { Exploration } from '#shared/api/explore.ts'
import type { Models } from '#shared/api/models.ts'
import type { ListedModels, PriceHistory } from '#shared/api/price-list.ts'
import type {
  CatalogueUpdate,
  ModelAlias,
  PriceOverride,
  RepriceRun,
  UnpricedModel,
} from '#shared/api/prices.ts'
import type { ItemError } from '#shared/api/problem.ts'
import type { Project } from '#shared/api/projects.ts'
import type { Opportunity, OpportunityList, SavingsLedger } from '#shared/api/savings.ts'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import type { SpendChanges } from '#shared/api/spend-changes.ts'
import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import type { SpendPriceChanges } from '#shared/api/spend-price-changes.ts'
import type { TagKeys } from '#shared/api/tag-keys.ts'

/** What routes answer when all is well. `npm run api:answers` makes answers.json of it: schemas for /openapi.json. */
export interface Answers {
  'POST /v1/events': {
    accepted: number
    duplicates: number
    conflicts: number
    /** The first of them; `omitted` counts the rest. */
    rejected: ItemError[]
    omitted?: number
    /** With `Prefer: return=representation`. */
    events?: {
      index: number
      id: string
      timestamp: string
      duplicate: boolean
      /** null is unknown, never zero. */
      costUsd: string | null
      costStatus: CostStatus
      lines: CostLine[]
    }[]
  }
  'GET /v1/events/list': EventPage
  'GET /v1/events/detail': EventDetail
  'GET /v1/spend/over-time': SpendOverTime
  'GET /v1/spend/by': SpendBy
  'GET /v1/spend/forecast': SpendForecast
  'GET /v1/spend/changes': SpendChanges
  'GET /v1/spend/price-changes': SpendPriceChanges
  'GET /v1/explore': Exploration
  'GET /v1/tag-keys': TagKeys
  'GET /v1/models': Models
  'GET /v1/projects': { data: Project[] }
  'GET /v1/annotations': { data: Annotation[] }
  'POST /v1/annotations': Annotation
  'GET /v1/prices/models': ListedModels
  'GET /v1/prices/history': PriceHistory
  'GET /v1/prices/update': CatalogueUpdate
  'GET /v1/prices/unpriced': { data: UnpricedModel[] }
  'GET /v1/prices/overrides': { data: PriceOverride[] }
  'GET /v1/prices/aliases': { data: ModelAlias[] }
  'GET /v1/reprice-runs': { data: RepriceRun[] }
  'GET /v1/reprice-runs/{id}': RepriceRun
  'GET /v1/budgets': { data: Budget[] }
  'GET /v1/budgets/{id}': BudgetDetail
  'GET /v1/budgets/{id}/status': BudgetStatus
  'GET /v1/budgets/{id}/burn': BudgetBurn
  'POST /v1/budgets': Budget
  'POST /v1/budgets/preview': BudgetPreview
  'GET /v1/alerts': AlertPage
  'GET /v1/alerts/open': OpenAlerts
  'GET /v1/alerts/{id}': AlertDetail
  'POST /v1/alerts/{id}/acknowledge': Alert
  'GET /v1/opportunities': OpportunityList
  'GET /v1/opportunities/ledger': SavingsLedger
  'GET /v1/opportunities/{id}': Opportunity
}
