import {
  DEFAULT_VIEW,
  type FlatSearch,
  readSpendView,
  type SpendView,
  writeFilters,
} from './search-params.ts'

/** What pages about a range of time hand on to each other. */
export type SharedView = Pick<SpendView, 'range' | 'compare' | 'filters'>

export function readShared(search: FlatSearch): SharedView {
  const { range, compare, filters } = readSpendView(search)
  return { range, compare, filters }
}

export function writeShared({ range, compare, filters }: SharedView): FlatSearch {
  return {
    ...(range !== DEFAULT_VIEW.range && { range }),
    ...(compare !== DEFAULT_VIEW.compare && { compare }),
    ...writeFilters(filters),
  }
}

/** What a page that compares nothing takes over: a range that it knows too, and the filters. */
export const rangeSearch = (search: FlatSearch): FlatSearch =>
  writeShared({ ...readShared(search), compare: DEFAULT_VIEW.compare })

export const sharedSearch = (search: FlatSearch): FlatSearch => writeShared(readShared(search))
