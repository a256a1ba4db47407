import { type FlatSearch, readSpendView, type SpendView } from './search-params.ts'
import { writeShared } from './shared-search.ts'

const SORTS = [
  'name',
  'spend',
  'requests',
  'prompt',
  'cached',
  'output',
  'paid',
  'list',
  'latency',
  'errors',
] as const
export type ModelSort = (typeof SORTS)[number]

/** What the URL means on Models. */
export interface ModelsView extends Pick<SpendView, 'range' | 'compare' | 'filters'> {
  sort: ModelSort
  /** The largest first, and names from A. */
  order: 'natural' | 'reversed'
}

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readModelsView(search: FlatSearch): ModelsView {
  const { range, compare, filters } = readSpendView(search)
  return {
    range,
    compare,
    filters,
    sort: SORTS.find((sort) => sort === search.sort) ?? 'spend',
    order: search.order === 'reversed' ? 'reversed' : 'natural',
  }
}

export function writeModelsView({ sort, order, ...shared }: ModelsView): FlatSearch {
  return {
    ...writeShared(shared),
    ...(sort !== 'spend' && { sort }),
    ...(order === 'reversed' && { order }),
  }
}
