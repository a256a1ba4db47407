import type { ReactNode } from 'react'
import type { LabelFilter } from '../../lib/search-params.ts'
import type { BudgetDraft } from './budget-draft.ts'

/** Chooses the filters of the scope from what events really carry. */
export type ScopePicker = (
  filters: readonly LabelFilter[],
  onChange: (filters: LabelFilter[]) => void,
) => ReactNode

/** What each part of the form is about, and how it changes it. */
export interface DraftFieldsProps {
  draft: BudgetDraft
  error: Error | null
  onChange: (part: Partial<BudgetDraft>) => void
}
