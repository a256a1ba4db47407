import type { z } from 'zod'
import type { CreateBudget, PreviewBudget, UpdateBudget } from '#shared/api/budgets.ts'

/** Before the server has filled in what was left out. */
export type NewBudget = z.input<typeof CreateBudget>
export type BudgetChange = z.input<typeof UpdateBudget>
export type PreviewedBudget = z.input<typeof PreviewBudget>
