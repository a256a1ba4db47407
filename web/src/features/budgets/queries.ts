import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Budget } from '#shared/api/budgets.ts'
import type { BudgetChange, PreviewedBudget } from '../../api/budget-input.ts'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

const REFRESH_MS = 30_000
/** While what a new budget has spent is being added up. */
const COUNTING_REFRESH_MS = 1_000

const refreshOf = (budgets: readonly Budget[]) =>
  budgets.some(({ current }) => current === null) ? COUNTING_REFRESH_MS : REFRESH_MS

export const budgetsOptions = queryOptions({
  queryKey: ['budgets', 'list'],
  queryFn: api.budgets,
  select: ({ data }) => data,
  refetchInterval: ({ state }) => refreshOf(state.data?.data ?? []),
})

export const budgetOptions = (id: string) =>
  queryOptions({
    queryKey: ['budgets', 'detail', id],
    queryFn: ({ signal }) => api.budget(id, signal),
    refetchInterval: ({ state }) => refreshOf(state.data ? [state.data] : []),
  })

interface BurnQuestion {
  /** The start of one; the current one without it. */
  period?: string | undefined
  /** Of a budget with groups: which; without it, the one that has spent most. */
  group?: string | undefined
}

export const budgetBurnOptions = (id: string, { period, group }: BurnQuestion = {}) =>
  queryOptions({
    queryKey: ['budgets', 'burn', id, period ?? 'current', group ?? null],
    queryFn: ({ signal }) =>
      api.budgetBurn(id, { ...(period && { period }), ...(group !== undefined && { group }) }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

/** What a budget like this would have done; null while it is not whole. */
export const budgetPreviewOptions = (budget: PreviewedBudget | null) =>
  queryOptions({
    queryKey: ['budgets', 'preview', budget],
    queryFn: ({ signal }) => api.previewBudget(budget!, signal),
    enabled: budget !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Changes budgets and shows them, and the alerts that this may resolve, as they are then. */
export function useBudgetMutation<In, Out>(
  change: (input: In) => Promise<Out>,
  done?: (result: Out) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => done?.(result),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['budgets'] })
      await queryClient.invalidateQueries({ queryKey: ['alerts'] })
    },
  })
}

interface ChangedBudget {
  id: string
  change: BudgetChange
  /** What to say when it is done. */
  told: string
}

export function useUpdateBudget() {
  const update = useBudgetMutation(async ({ id, change, told }: ChangedBudget) => {
    await api.updateBudget(id, change)
    return told
  })
  return ({ id, change, told }: ChangedBudget) =>
    update.mutate(
      { id, change, told },
      { onSuccess: () => notify('success', told), onError: (error) => notify('error', error.message) },
    )
}
