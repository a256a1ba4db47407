import { useQuery } from '@tanstack/react-query'
import type { NewBudget } from '../api/budget-input.ts'
import { channelsOptions, meOptions, projectsOptions } from '../api/queries.ts'
import type { BudgetDraft } from '../features/budgets/budget-draft.ts'
import { BudgetForm } from '../features/budgets/budget-form.tsx'
import { declaredTagLabels } from '../lib/labels.ts'
import { ScopePicker } from './scope-picker.tsx'

interface BudgetEditorProps {
  initial: BudgetDraft
  action: string
  error: Error | null
  pending: boolean
  onSubmit: (budget: NewBudget) => void
  onCancel: () => void
}

/** The form of a budget, with what it can choose from. */
export function BudgetEditor(props: BudgetEditorProps) {
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const projects = useQuery(projectsOptions).data ?? []
  const channels = useQuery(channelsOptions).data?.data
  return (
    <BudgetForm
      {...props}
      projects={projects.filter(({ archivedAt }) => archivedAt === null)}
      tags={declaredTagLabels(projects)}
      channels={channels}
      scopePicker={(filters, onChange) => (
        <ScopePicker filters={filters} timeZone={timeZone} onChange={onChange} />
      )}
    />
  )
}
