import type { BudgetStatus } from '#shared/api/budgets.ts'

/** A status as it was read. */
export interface RememberedStatus {
  status: Omit<BudgetStatus, 'age'>
  projectId: number | null
  /** Epoch milliseconds. */
  readAt: number
  /** It is being read again. */
  refresh: Promise<void> | null
}
